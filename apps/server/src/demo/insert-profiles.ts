import type { CustomerFilter } from '@rapport/contract'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { DB } from '../platform/db/database.ts'
import { insertRows } from '../platform/db/insert-rows.ts'
import { Chance } from './chance.ts'
import { dealtNotes, type ToldNote, toldNotes } from './data/notes.ts'
import type { SeededPerson } from './insert-people.ts'
import { known } from './insert-shops.ts'
import { momentOf } from './moment.ts'
import type { DemoStaff, DemoStore } from './played.ts'

type Input = {
  now: Date
  people: readonly SeededPerson[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
}
const dayMs = 24 * 60 * 60_000

/** What associates wrote down of their customers: tags, dates, attributes, notes; and the filters they keep. */
export async function insertProfiles(tx: Transaction<DB>, input: Input): Promise<void> {
  const chance = new Chance(20_230_311)
  await insertAttributes(tx, input.now)
  await insertFacts(tx, chance, input)
  await insertNotes(tx, chance, input)
  await insertFilters(tx, input)
}

const attributes = [
  { key: 'stylist', label: 'Tailor', kind: 'choice', choices: ['Atelier Kranz', 'In house', 'Her own'] },
  { key: 'budget', label: 'Budget per visit', kind: 'number', choices: [] },
  { key: 'newsletter', label: 'Lookbook by post', kind: 'boolean', choices: [] },
  { key: 'anniversary', label: 'Customer anniversary', kind: 'date', choices: [] },
] as const

const insertAttributes = (tx: Transaction<DB>, now: Date) =>
  insertRows(
    tx,
    'attribute_definitions',
    attributes.map((one, position) => ({ ...one, choices: [...one.choices], position, created_at: now })),
  )

const tags = ['linen', 'cashmere', 'tailoring', 'knitwear', 'evening', 'gifts', 'minimal', 'colour']
const dates = ['Wedding day', 'Daughter’s birthday', 'First day at work', 'Moving day']
const isPriya = (person: SeededPerson) => person.first === 'Priya' && person.last === 'Raman'

async function insertFacts(tx: Transaction<DB>, chance: Chance, { people, shops }: Input): Promise<void> {
  const facts = people.map(person => ({
    id: person.id,
    home_store_id: known(shops, person.stores[0] ?? '').id,
    tags: isPriya(person)
      ? ['VIP', 'linen', 'evening']
      : [
          ...(chance.is(6) ? ['VIP'] : []),
          ...(chance.is(45) ? [chance.pick(tags)] : []),
          ...(chance.is(12) ? ['press'] : []),
        ],
    attributes: {
      ...((isPriya(person) || chance.is(15)) && { stylist: chance.pick(attributes[0].choices) }),
      ...(chance.is(25) && { budget: 100 * (1 + chance.int(12)) }),
      ...(chance.is(30) && { newsletter: chance.is(70) }),
    },
  }))
  await sql`
    update customers c set home_store_id = f.home_store_id, tags = f.tags, attributes = f.attributes
    from json_populate_recordset(null::customers, ${JSON.stringify(facts)}::json) f where c.id = f.id`.execute(
    tx,
  )
  const told = people.flatMap(person => {
    if (isPriya(person)) return [{ customer_id: person.id, label: 'Wedding day', date: '2016-06-14' }]
    if (!chance.is(12)) return []
    const year = chance.is(50) ? String(1995 + chance.int(28)) : '-'
    const date = `${year}-${two(1 + chance.int(12))}-${two(1 + chance.int(28))}`
    return [{ customer_id: person.id, label: chance.pick(dates), date }]
  })
  await insertRows(
    tx,
    'important_dates',
    told.map(one => ({ id: chance.id(new Date(0)), ...one })),
  )
}

type Written = {
  person: SeededPerson
  store: string
  at: Date
  note: Pick<ToldNote, 'by' | 'body' | 'labels' | 'pinned'>
}

async function insertNotes(tx: Transaction<DB>, chance: Chance, { now, people, shops, crew }: Input) {
  const written = people.flatMap((person): Written[] => {
    const store = person.stores[0] ?? ''
    const told = toldNotes[`${person.first} ${person.last}`]
    if (told && store === 'berlin') {
      const { zone } = known(shops, store)
      return told.map(note => ({
        person,
        store,
        at: momentOf(note.when, { now, zone, previous: null }),
        note,
      }))
    }
    const pool = dealtNotes[person.language] ?? dealtNotes.en ?? []
    if (store === 'test' || !chance.is(18)) return []
    const colleagues = [...crew]
      .filter(([, one]) => one.active && one.stores.includes(store))
      .map(([key]) => key)
    const days = Math.max(1, Math.floor((now.getTime() - person.sinceAt.getTime()) / dayMs) - 1)
    const at = new Date(
      now.getTime() - (1 + chance.int(Math.min(days, 400))) * dayMs - chance.int(5 * 60) * 60_000,
    )
    const { body, labels } = chance.pick(pool)
    return [{ person, store, at, note: { by: person.with ?? chance.pick(colleagues), body, labels } }]
  })
  const rows = written.map(one => ({ ...one, id: chance.id(one.at) }))
  const first = (key: string) => `@${known(crew, key).first}`
  await insertRows(
    tx,
    'customer_notes',
    rows.map(({ id, person, store, at, note }) => ({
      id,
      customer_id: person.id,
      store_id: known(shops, store).id,
      staff_id: known(crew, note.by).id,
      body: note.body.replace(/\{(\w+)\}/g, (_, key: string) => first(key)),
      labels: [...(note.labels ?? [])],
      pinned: note.pinned ?? false,
      created_at: at,
    })),
  )
  await insertRows(
    tx,
    'note_mentions',
    rows.flatMap(({ id, at, note }) =>
      [...note.body.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => ({
        note_id: id,
        staff_id: known(crew, key).id,
        at,
      })),
    ),
  )
}

async function insertFilters(tx: Transaction<DB>, { now, shops, crew }: Input) {
  const save = (by: string, name: string, filter: CustomerFilter, more: object = {}) => ({
    staff_id: known(crew, by).id,
    name,
    filter: JSON.stringify(filter),
    position: 0,
    created_at: now,
    ...more,
  })
  const rows = [
    save('maya', 'Opted in, bought lately, size 38', {
      heart: 'opted_in',
      lastPurchase: { within: 90 },
      sizes: { garment: '38' },
    }),
    save('maya', 'Birthdays this fortnight', { birthdayWithinDays: 14 }, { position: 1 }),
    save(
      'clara',
      'Good customers, long silent',
      { spentMinor: { from: 100_000 }, lastContact: { over: 90 } },
      { sort: 'spent', store_id: known(shops, 'berlin').id },
    ),
  ]
  for (const row of rows) await tx.insertInto('saved_filters').values(row).execute()
}

const two = (n: number) => String(n).padStart(2, '0')
