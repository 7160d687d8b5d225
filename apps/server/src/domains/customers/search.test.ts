import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { addOrderNumbers } from './index.ts'

let world: World
let maya: Api
const ids = new Map<string, string>()
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  await add('Annabel Müller', { phone: '+4915112340001', email: 'annabel.mueller@example.com' })
  await add('Ann Lee', { phone: '+4915112340002' })
  await add('José Peña', { phone: '+5491123456789', externalId: 'CRM-77' })
  await add('Fernanda Lima', { phone: '+5511912345678' })
  await add('Lupe Ortiz', { phone: '+525512345678', email: 'lupe@example.mx' })
  await add('田中 愛子', { email: 'aiko.t@example.jp' })
  await world.run(ctx => addOrderNumbers(ctx, [{ customerId: idOf('Ann Lee'), number: '#B-10 442' }]))
})
afterAll(() => world.close())

async function add(name: string, more: object) {
  const [firstName = '', lastName = ''] = name.split(' ')
  const { customerId } = await maya.customers.create({
    storeId: world.stores.berlin,
    firstName,
    lastName,
    ...more,
  })
  ids.set(name, customerId)
}
const idOf = (name: string) => ids.get(name) ?? ''
const found = async (q: string, more: object = {}) => {
  const { items } = await maya.customers.list({ storeId: world.stores.berlin, q, ...more })
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  return items.map(row => names.get(row.id) ?? row.name)
}

test.each([
  ['a name', 'annabel muller', ['Annabel Müller']],
  ['the beginning of a name', 'penA', ['José Peña']],
  ['words in any order', 'lee ann', ['Ann Lee']],
  ['a name with a typing error', 'Annabell Muler', ['Annabel Müller']],
  ['a Japanese name', '田中', ['田中 愛子']],
  ['a phone as dialled at home', '0151 1234 0001', ['Annabel Müller']],
  ['a phone with brackets and dashes', '+49 (151) 1234-0002', ['Ann Lee']],
  ['a phone with 00', '0049151 12340002', ['Ann Lee']],
  ['a phone that is only begun', '0151 1234', ['Annabel Müller', 'Ann Lee']],
  ['the last digits of a phone', '40002', ['Ann Lee']],
  ['an Argentine mobile without its 9', '+54 11 2345 6789', ['José Peña']],
  ['the beginning of one without its 9', '+54 11 2345', ['José Peña']],
  ['a Brazilian mobile without its 9', '+55 11 1234-5678', []],
  ['an old Brazilian mobile', '+55 11 8765 4321', []],
  ['a Mexican mobile with the old 1', '+52 1 55 1234 5678', ['Lupe Ortiz']],
  ['the beginning of one with the old 1', '+52 1 55 12', ['Lupe Ortiz']],
  ['an email', 'LUPE@example.mx', ['Lupe Ortiz']],
  ['the beginning of an email', 'annabel.mue', ['Annabel Müller']],
  ['the beginning of an email that is no name', 'aiko', ['田中 愛子']],
  ['an order number', '#b-10442', ['Ann Lee']],
  ['an order number without its marks', 'B10442', ['Ann Lee']],
  ['an external id', 'CRM-77', ['José Peña']],
  ['nobody', 'Zebedee Quux', []],
  ['digits that nobody has', '99887766', []],
  ['nothing that could be looked up', '%_*', []],
])('CUS-1: the search finds %s', async (_, q, names) => {
  expect((await found(q)).sort()).toEqual([...names].sort())
})

test('CUS-1: a hit says by what it was found', async () => {
  const matched = async (q: string) =>
    (await maya.customers.list({ storeId: world.stores.berlin, q })).items[0]?.matched
  expect(await matched('40002')).toBe('+49 1511 2340002')
  expect(await matched('lupe@ex')).toBe('lupe@example.mx')
  expect(await matched('10442')).not.toBe('B10442')
  expect(await matched('b10442')).toBe('B10442')
  expect(await matched('ann lee')).toBeNull()
})

test('CUS-1: a search goes on page by page, and nobody comes twice', async () => {
  for (const q of ['0151', 'an', 'annabel mulle']) {
    const all = await found(q)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await maya.customers.list({ storeId: world.stores.berlin, q, limit: 1, cursor })
      paged.push(...page.items.map(row => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(paged).size, q).toBe(paged.length)
    expect(paged.length, q).toBe(all.length)
  }
})

test('CUS-1: a search within a filter, and within whom I look after', async () => {
  await maya.customers.update({ storeId: world.stores.berlin, customerId: idOf('Ann Lee'), tags: ['vip'] })
  expect(await found('an', { filter: { tags: ['vip'] } })).toEqual(['Ann Lee'])
  expect(await found('0151', { filter: { tags: ['vip'] } })).toEqual(['Ann Lee'])
  expect(await found('Annabell Muler', { filter: { tags: ['vip'] } })).toEqual([])
  const theo = await world.as('theo')
  const { items } = await theo.customers.list({ storeId: world.stores.berlin, q: 'an', list: 'mine' })
  expect(items).toEqual([])
})

test('ACC-1: neither a number nor an order finds somebody of another store', async () => {
  const sena = await world.as('sena')
  for (const q of ['+4915112340002', 'B10442', 'CRM-77', 'annabel', 'lupe@example.mx'])
    expect((await sena.customers.list({ storeId: world.stores.paris, q })).items).toEqual([])
})

test('a cursor of another list is refused in words', async () => {
  const { nextCursor } = await maya.customers.list({ storeId: world.stores.berlin, limit: 1, sort: 'name' })
  const foreign = maya.customers.list({
    storeId: world.stores.berlin,
    cursor: nextCursor ?? '',
    sort: 'spent',
  })
  await expect(foreign).rejects.toMatchObject({ code: 'INVALID' })
})
