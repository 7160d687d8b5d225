import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conversationOf, freshPhone, refusalOf, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'
import type { StaffReading } from '../../platform/context.ts'
import { wantedWords } from '../../platform/db/search-words.ts'
import { loadViewer } from '../staff/index.ts'
import { conditionsOf } from './filter.ts'
import { findCustomers } from './find.ts'

let world: World
let maya: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

/** The bits where each order is walked, and what they should be: nobody may be passed by who fits. */
const bits = async () =>
  (
    await sql<{ name: string; filters: string; contact: string; purchases: string; should: string }>`
      select c.name, f.bits::text as filters, k.bits::text as contact, p.bits::text as purchases,
        bits_of(f.facets || name_facets(c.search_name) || birthday_facets(c.birthday))::text as should
      from customers c join customer_stores k on k.customer_id = c.id
      left join customer_filters f using (store_id, customer_id) left join customer_purchases p using (store_id, customer_id)`.execute(
      world.db,
    )
  ).rows
const expectTrueBits = async () => {
  const all = await bits()
  expect(all.length).toBeGreaterThan(0)
  for (const { name, should, ...kept } of all)
    expect({ name, ...kept }).toEqual({ name, filters: should, contact: should, purchases: should })
}

const names = [
  ['Anna Maria', "O'Sullivan-García"],
  ['José_Luis', 'Núñez de la Peña'],
  ['Günther', 'Weiß'],
  ['Łukasz', 'Żółć'],
  ['İbrahim', 'Şahin'],
  ['Nguyễn Thị', 'Lan'],
  ['Ольга', 'Иванова-Петрова'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['Ǆoko', 'Æthelred'],
  ['J.', 'R2 Dupont'],
  ['Prince', ''],
  ['', 'Nobiliary d’Artagnan'],
  ['ﬁona', 'ＷＩＤＥ'],
  ['花子', '田中'],
  ['娜娜', '欧阳'],
  ['李', 'Lee'],
  ['', '佐藤美咲'],
  ['สมชาย', 'ใจดี'],
  ['आरती', 'शर्मा'],
  ['محمد', 'عبد الرحمن'],
  ['דוד', 'כֹּהֵן'],
] as const

test('CUS-1: a name is found by walking as by its words, whatever its letters, each of its words, whole or begun', async () => {
  const { rows } = await sql<{
    id: string
  }>`insert into customers (first_name, last_name, language, created_at)
    select f, l, 'en', now() from unnest(${names.map(([first]) => first)}::text[], ${names.map(([, last]) => last)}::text[]) n (f, l)
    returning id`.execute(world.db)
  await sql`insert into customer_stores (store_id, customer_id, since)
    select ${storeId}, unnest(${rows.map(row => row.id)}::uuid[]), now()`.execute(world.db)
  await expectTrueBits()
  const viewer = await loadViewer(world.db, { staffId: world.staff.maya }, new Date())
  const reading = { tx: world.db, clock: world.server.clock, viewer } as StaffReading
  const conditions = await conditionsOf(reading, { storeId, list: 'store' })
  const found = async (q: string, walked: number[]) => {
    const asked = { storeId, conditions: { ...conditions, words: wantedWords(q) }, after: undefined }
    const all = await findCustomers(reading, { ...asked, sort: 'lastContact', limit: 50 }, walked)
    return all.map(one => one.id).sort()
  }
  const typed = new Set(
    names.flatMap(name =>
      wantedWords(name.join(' ')).words.flatMap(({ word }) => [
        word.slice(0, 1),
        word.slice(0, 2),
        word.slice(0, 4),
        word,
      ]),
    ),
  )
  expect(typed.size).toBeGreaterThan(60)
  for (const q of typed) {
    const gathered = await found(q, [])
    expect(gathered.length, q).toBeGreaterThan(0)
    expect(await found(q, [1000]), q).toEqual(gathered)
  }
  // The first of two words is whole.
  for (const q of ['Anna Mar', 'Weiß Gün', 'Núñez de', 'Lan Ng'])
    expect(await found(q, [1000]), q).toEqual(await found(q, []))
})

test('CUS-1: what is walked follows every change, at once and by many at once, and nobody waits in a circle', async () => {
  const phone = freshPhone()
  await writesFirst(world, phone)
  const conversationId = await conversationOf(world, phone, numbers.berlin)
  const { customer_id: customerId } = await world.db
    .selectFrom('conversations')
    .select('customer_id')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  const at = { storeId, customerId }
  for (let round = 0; round < 6; round++) {
    const works = [
      () => maya.customers.update({ ...at, tags: [`round ${round}`] }),
      () => maya.customers.update({ ...at, birthday: `1980-0${round + 1}-17` }),
      () => world.says(phone, numbers.berlin, round % 2 ? 'START' : 'STOP'),
      () => world.says(phone, numbers.berlin, `What of ${round}?`),
      () => maya.customers.update({ ...at, city: `Town ${round}` }),
      () => maya.customers.assign({ ...at, staffId: round % 2 ? world.staff.maya : null }),
    ]
    const refusals = await Promise.all(works.map(work => refusalOf(work())))
    for (const refused of refusals)
      if (refused) expect(refused).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) })
    await expectTrueBits()
  }
  const { rows } =
    await sql`select deadlocks from pg_stat_database where datname = current_database()`.execute(world.db)
  expect(rows).toEqual([{ deadlocks: 0 }])
})
