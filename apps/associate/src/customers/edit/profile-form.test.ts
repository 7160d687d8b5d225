import type { AttributeDefinition, Customer } from '@rapport/contract'
import { expect, test } from 'vitest'
import { changesToSend, formOf, type ProfileForm } from './profile-form.ts'

const customer = {
  firstName: 'Inès',
  lastName: 'Laurent',
  pronoun: 'she',
  language: 'fr',
  country: 'DE',
  region: null,
  city: 'Berlin',
  timeZone: null,
  birthday: null,
  tags: ['vip'],
  addresses: [
    {
      id: '01a2035f-0000-7000-8000-000000000001',
      label: null,
      recipient: null,
      line1: 'Torstraße 1',
      line2: null,
      postalCode: '10119',
      city: 'Berlin',
      region: null,
      country: 'DE',
    },
  ],
  dates: [{ label: 'Wedding day', date: '--06-14' }],
  sizes: { garment: '36', shoes: '38' },
  attributes: { points: 12, newsletter: true },
} as unknown as Customer
const kinds = (kind: AttributeDefinition['kind'], key: string): AttributeDefinition => ({
  key,
  label: key,
  kind,
  choices: [],
})
const definitions = [kinds('number', 'points'), kinds('boolean', 'newsletter')]
const change = (part: Partial<ProfileForm>) => {
  const base = formOf(customer)
  return changesToSend(base, { ...base, ...part } as ProfileForm, definitions)
}

test('CUS-2: a form that nobody touched sends nothing', () => {
  expect(change({})).toEqual({})
})

test('CUS-2: only what was changed is sent, and what was emptied is null', () => {
  expect(change({ city: '', lastName: ' Laurent-Weiß ' })).toEqual({ city: null, lastName: 'Laurent-Weiß' })
})

test('CUS-2: sizes go all together, attributes one by one and in their own type', () => {
  expect(change({ 'sizes.shoes': '39' })).toEqual({ sizes: { garment: '36', shoes: '39' } })
  expect(change({ 'sizes.shoes': '' })).toEqual({ sizes: { garment: '36' } })
  expect(change({ 'attributes.points': '13,5' })).toEqual({ attributes: { points: 13.5 } })
  expect(change({ 'attributes.newsletter': '' })).toEqual({ attributes: { newsletter: null } })
})

test('CUS-2: a day without a year, and an address left empty', () => {
  const { dates, addresses } = formOf(customer)
  expect(dates).toEqual([{ label: 'Wedding day', day: '14', month: '06', year: '' }])
  expect(change({ dates: [...dates, { label: 'Shop', day: '3', month: '09', year: '2019' }] })).toEqual({
    dates: [
      { label: 'Wedding day', date: '--06-14' },
      { label: 'Shop', date: '2019-09-03' },
    ],
  })
  const blank = Object.fromEntries(Object.keys(addresses[0] ?? {}).map(key => [key, '']))
  const { addresses: sent } = change({ addresses: [...addresses, blank as (typeof addresses)[0]] })
  expect(sent).toEqual(customer.addresses)
})
