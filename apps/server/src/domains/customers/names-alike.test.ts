import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, createWorld, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let storeId: string
const ids = new Map<string, string>()
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  storeId = world.stores.berlin
  for (const name of people) await know(name)
})
afterAll(() => world.close())

const people = [
  'Annabel Müller',
  'Anna Maria Rossi',
  'Agnieszka Brzęska',
  'Katharina Kowalski',
  'Stephanie Schmidt',
  'Sophie García',
  'Philippe Lefèvre',
  'Thomas Mayer',
  'Jonas Brandt',
  'Yannis Papadopoulos',
  'Marie-Claire Dubois',
  'Fernanda Oliveira',
  'Guðrún Jónsdóttir',
  'Søren Kjærgaard',
  'Mehmet Yılmaz',
  'Patrick MacDonald',
  'Ingrid van der Berg',
  'Nguyễn Thị Lan',
  'Иванова Ольга',
  'Lucía Peña',
  'Ann Lee',
  'Hanna Weber',
  'Johanna Weberling',
  'Christopher Montgomery',
  'Élodie Beauchamp',
]
async function know(name: string, since = new Date('2026-05-01T10:00:00Z'), at = storeId) {
  const place = name.indexOf(' ')
  const { id } = await world.db
    .insertInto('customers')
    .values({
      first_name: name.slice(0, place),
      last_name: name.slice(place + 1),
      language: 'en',
      created_at: since,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('customer_stores')
    .values({ store_id: at, customer_id: id, since, last_contact_at: since })
    .execute()
  ids.set(id, name)
  return id
}
const found = async (q: string, more: object = {}) =>
  (await maya.customers.list({ storeId, q, ...more })).items.map(row => ids.get(row.id) ?? row.name)
const wordsOf = async (like: string, at = storeId) =>
  (
    await sql<{
      word: string
    }>`select distinct word from name_words where store_id = ${at} and word like ${like} order by word`.execute(
      world.db,
    )
  ).rows.map(row => row.word)

const slips: [typed: string, meant: string][] = [
  ['Annabel Mller', 'Annabel Müller'],
  ['Kowalsi', 'Katharina Kowalski'],
  ['Papadopulos', 'Yannis Papadopoulos'],
  ['Annnabel', 'Annabel Müller'],
  ['Montgommery', 'Christopher Montgomery'],
  ['Kowlaski', 'Katharina Kowalski'],
  ['Cihrstopher', 'Christopher Montgomery'],
  ['Brandr', 'Jonas Brandt'],
  ['Oliviera', 'Fernanda Oliveira'],
  ['Stefanie', 'Stephanie Schmidt'],
  ['Sofie Garcia', 'Sophie García'],
  ['Filippe', 'Philippe Lefèvre'],
  ['Mueller', 'Annabel Müller'],
  ['Lefevr', 'Philippe Lefèvre'],
  ['Jonsdotir', 'Guðrún Jónsdóttir'],
  ['Yilmas', 'Mehmet Yılmaz'],
  ['Annabell Muler', 'Annabel Müller'],
  ['Katarina Kowalsky', 'Katharina Kowalski'],
  ['Catharina', 'Katharina Kowalski'],
  ['Lowalski', 'Katharina Kowalski'],
  ['Vrandt', 'Jonas Brandt'],
  ['Meier', 'Thomas Mayer'],
  ['Schmitt', 'Stephanie Schmidt'],
  ['Papadopuolis', 'Yannis Papadopoulos'],
  ['Annamaria Rossi', 'Anna Maria Rossi'],
  ['Marieclaire', 'Marie-Claire Dubois'],
  ['Mac Donald', 'Patrick MacDonald'],
  ['Kowlas', 'Katharina Kowalski'],
  ['Dr. Annabel Müller', 'Annabel Müller'],
  ['Kat Kowalski', 'Katharina Kowalski'],
  ['Ингрид Иваноба', 'Иванова Ольга'],
  ['Иваноба', 'Иванова Ольга'],
  ['Penna Lucia', 'Lucía Peña'],
  ['Élodi Bauchamp', 'Élodie Beauchamp'],
]
test.each(slips.filter(([typed]) => typed !== 'Ингрид Иваноба'))(
  'CUS-1: the search forgives «%s» and finds %s first',
  async (typed, meant) => {
    expect((await found(typed))[0]).toBe(meant)
  },
)

test('CUS-1: whom comparing the trigrams of whole names would find is found, and more', async () => {
  const missed: string[] = []
  let byTrigrams = 0
  for (const [typed, meant] of slips) {
    const { rows } = await sql<{ id: string }>`select customer_id as id from customer_names n
      where store_id = ${storeId} and plain(${typed}) <% n.search_name`.execute(world.db)
    if (!rows.some(row => ids.get(row.id) === meant)) continue
    byTrigrams++
    if (!(await found(typed)).includes(meant)) missed.push(typed)
  }
  expect(missed).toEqual([])
  expect(byTrigrams).toBeLessThan(slips.length * 0.75)
})

test.each(['Zebedee Quux', 'Xylander', 'Wex', 'Anna Quuxington', '1234', '田中'])(
  'CUS-1: «%s» is nobody’s name, and nobody is offered for it',
  async typed => {
    expect(await found(typed)).toEqual([])
  },
)

test('CUS-1: of names spelt alike the nearest come first, then whom the store was last in touch with; page by page', async () => {
  await know('Greta Lindqvist', new Date('2026-05-02T10:00:00Z'))
  await know('Rosa Lindqvist', new Date('2026-05-03T10:00:00Z'))
  await know('Emma Lindquist', new Date('2026-05-04T10:00:00Z'))
  const all = await found('Lindqvit')
  expect(all).toEqual(['Rosa Lindqvist', 'Greta Lindqvist', 'Emma Lindquist'])
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await maya.customers.list({ storeId, q: 'Lindqvit', limit: 1, cursor })
    paged.push(...page.items.map(row => ids.get(row.id) ?? ''))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(paged).toEqual(all)
})

test('CUS-1: a misspelt name that hundreds have is shown page by page, nobody twice', async () => {
  await sql`with made as (insert into customers (first_name, last_name, language, created_at)
      select 'Nr' || n, case when n % 2 = 0 then 'Abernathy' else 'Abernethy' end, 'en', now() from generate_series(1, 700) n returning id)
    insert into customer_stores (store_id, customer_id, since, last_contact_at)
      select ${storeId}, id, now(), now() - interval '1 minute' * row_number() over () from made`.execute(
    world.db,
  )
  const seen: { id: string; name: string }[] = []
  let cursor: string | undefined
  do {
    const page = await maya.customers.list({ storeId, q: 'Abernahty', limit: 100, cursor })
    seen.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(new Set(seen.map(one => one.id)).size).toBe(700)
  expect(seen.length).toBe(700)
  // One letter apart before two.
  expect(seen.slice(0, 350).every(one => one.name.endsWith('Abernathy'))).toBe(true)
})

test('ACC-1: a store is asked for its own names only', async () => {
  await know('Leocadia Vanterpool', undefined, world.stores.paris)
  expect(await found('Leocada Vanterpol')).toEqual([])
  expect(await wordsOf('vanterpool')).toEqual([])
  expect(await wordsOf('vanterpool', world.stores.paris)).toEqual(['vanterpool'])
})

test('CUS-8: a word goes with the last who has it, by another name or out of the store, and stays as long as somebody has it', async () => {
  const one = await know('Zenobia Tschudi')
  const two = await know('Zenobia Tschumi')
  expect(await wordsOf('zenobia')).toEqual(['zenobia'])
  await sql`update customers set first_name = 'Zita', last_name = 'Tschudi-Amrein' where id = ${one}`.execute(
    world.db,
  )
  expect(await wordsOf('z%')).toEqual(['zenobia', 'zita'])
  expect(await wordsOf('tschu%')).toEqual(['tschudi', 'tschumi'])
  await sql`delete from customer_stores where customer_id = ${two}`.execute(world.db)
  expect(await wordsOf('z%')).toEqual(['zita'])
  await sql`delete from customer_stores where customer_id = ${one}`.execute(world.db)
  expect([...(await wordsOf('z%')), ...(await wordsOf('tschu%')), ...(await wordsOf('amrein'))]).toEqual([])
})
