import type { Customer } from '@rapport/contract'
import { expect, test } from 'vitest'
import { chose, type Edit, together } from './edit.ts'
import { formOf } from './profile-form.ts'

const customer = (version: number, change: Partial<Customer> = {}) =>
  ({
    version,
    ...{ firstName: 'Inès', lastName: 'Laurent', pronoun: null, language: 'fr', country: 'DE', region: null },
    ...{ city: 'Berlin', timeZone: null, birthday: null, tags: [], addresses: [], dates: [] },
    ...{ sizes: { shoes: '38' }, attributes: {} },
    ...change,
  }) as unknown as Customer
const begun = (change: Partial<ReturnType<typeof formOf>>): Edit => {
  const base = formOf(customer(1))
  return { version: 1, base, mine: { ...base, ...change } as Edit['mine'], news: [], clashes: [] }
}

test('IMP-4: what someone else saved meanwhile is told, and what I typed stays', () => {
  const edit = together(
    begun({ lastName: 'Laurent-Weiß', city: 'Potsdam' }),
    customer(2, { city: 'Hamburg', birthday: '1988-11-27' }),
  )
  expect(edit.mine).toMatchObject({ lastName: 'Laurent-Weiß', city: 'Potsdam', birthday: '1988-11-27' })
  expect(edit.version).toBe(2)
  expect(edit.news).toEqual(['birthday'])
  expect(edit.clashes).toEqual([{ field: 'city', theirs: 'Hamburg', mine: 'Potsdam', chosen: null }])
})

test('IMP-4: a choice that waits is not lost when they save once more', () => {
  const once = together(begun({ city: 'Potsdam' }), customer(2, { city: 'Hamburg' }))
  const twice = together(once, customer(3, { city: 'Hamburg', birthday: '1988-11-27' }))
  expect(twice.clashes).toHaveLength(1)
  expect(twice.news).toEqual(['birthday'])
  const again = together(twice, customer(4, { city: 'Kiel', birthday: '1988-11-27' }))
  expect(again.clashes).toEqual([{ field: 'city', theirs: 'Kiel', mine: 'Potsdam', chosen: null }])
})

test('IMP-4: theirs or mine, and back again', () => {
  const edit = together(begun({ city: 'Potsdam' }), customer(2, { city: 'Hamburg' }))
  const theirs = chose(edit, 'city', 'theirs')
  expect(theirs.mine.city).toBe('Hamburg')
  const mine = chose(theirs, 'city', 'mine')
  expect(mine.mine.city).toBe('Potsdam')
  expect(mine.clashes).toMatchObject([{ field: 'city', chosen: 'mine' }])
})

test('IMP-4: a size taken away is a change like any other', () => {
  const edit = together(begun({}), customer(2, { sizes: {} }))
  expect(edit.news).toEqual(['sizes.shoes'])
  expect(edit.mine['sizes.shoes']).toBeUndefined()
})
