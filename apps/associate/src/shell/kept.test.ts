import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aboutCustomer, forgetForms, newNoteOn } from './kept.ts'

const key = (name: string) => `rapport:form:maya:${name}`
beforeEach(() => {
  const items: Record<string, string> = {}
  Object.defineProperties(items, {
    getItem: { value: (name: string) => items[name] ?? null },
    setItem: { value: (name: string, value: string) => void Object.assign(items, { [name]: value }) },
    removeItem: { value: (name: string) => void delete items[name] },
  })
  vi.stubGlobal('localStorage', items)
})
afterEach(() => vi.unstubAllGlobals())

const typeAll = () => {
  const of = aboutCustomer('berlin', 'ada')
  for (const name of [
    `edit ${of}`,
    `contact ${of} email`,
    newNoteOn(of),
    `note ${of} n1`,
    `edit ${aboutCustomer('berlin', 'bo')}`,
  ])
    localStorage.setItem(key(name), '{"body":"words"}')
}

test('CUS-8: nothing typed about who was erased stays on the device', () => {
  typeAll()
  forgetForms({ storeId: 'berlin', customerId: 'ada', into: null })
  expect(Object.keys(localStorage)).toEqual([key('edit berlin bo')])
})

test('CUS-7: of who was merged, the words of a new note go along, unless there are some already', () => {
  typeAll()
  const merged = { storeId: 'berlin', customerId: 'ada', into: 'eva' }
  forgetForms(merged)
  expect(localStorage.getItem(key('notes berlin eva'))).toBe('{"body":"words"}')
  localStorage.setItem(key(newNoteOn('berlin ada')), '{"body":"other"}')
  forgetForms(merged)
  expect(Object.keys(localStorage).sort()).toEqual([key('edit berlin bo'), key('notes berlin eva')])
  expect(localStorage.getItem(key('notes berlin eva'))).toBe('{"body":"words"}')
})
