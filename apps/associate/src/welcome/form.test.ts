import { expect, test } from 'vitest'
import { answers, problemOf, type WelcomeForm } from './form.ts'

const form: WelcomeForm = {
  setupCode: ' abc ',
  businessName: 'Maison Alder',
  language: 'de',
  firstName: 'Maya',
  lastName: '',
  email: 'maya@alder.example',
  password: 'a long sentence',
  storeName: 'Berlin Mitte',
  city: 'Berlin',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  landline: '',
  number: '+49 30 1',
}

test('says what is missing or wrong, field by field', () => {
  expect(problemOf('lastName', form)).toBeNull()
  expect(problemOf('firstName', { ...form, firstName: ' ' })).toBe('needed')
  expect(problemOf('email', { ...form, email: 'maya@alder' })).toBe('emailWrong')
  expect(problemOf('password', { ...form, password: 'short' })).toBe('passwordShort')
})

test('leaves out what was left empty', () => {
  const { setupCode, store } = answers(form)
  expect(setupCode).toBe('abc')
  expect(store).toEqual({
    name: 'Berlin Mitte',
    city: 'Berlin',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    number: '+49 30 1',
  })
})
