import { existsSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import { verifyLedger } from '../domains/consent/index.ts'
import { canonicalPhone } from '../domains/customers/index.ts'
import { isPin } from '../domains/staff/pin-hash.ts'
import { type Connections, connect } from '../platform/db/database.ts'
import { phoneSeed } from './phone.ts'
import { type DemoSummary, seedDemo } from './seed.ts'

// A Sunday like any other, before the first coffee in New York.
const now = new Date('2026-11-22T09:41:00Z')

let at: Connections
let drop: () => Promise<void>
let made: DemoSummary | null
let took = 0

const seedInto = ({ db }: Connections, moment: Date) =>
  seedDemo({
    db,
    now: moment,
    async login(email, name) {
      await db.insertInto('auth_users').values({ id: email, email, name }).execute()
      return email
    },
  })

beforeAll(async () => {
  const database = await createDatabase()
  drop = database.drop
  at = connect(database.url, 3)
  const start = performance.now()
  made = await seedInto(at, now)
  took = performance.now() - start
})

afterAll(async () => {
  await at.close()
  await drop()
})

/** Rows of a query that should find nothing. */
const offenders = async (query: ReturnType<typeof sql>) => (await query.execute(at.db)).rows

describe('the demo business', () => {
  it('has its six stores and a test store, its staff and 400 customers', async () => {
    expect(made).toMatchObject({ business: 'Maison Alder', stores: 7, customers: 400 })
    expect(made?.staff.length).toBeGreaterThanOrEqual(14)
    const { rows } = await sql<{
      kind: string
      stores: number
    }>`select kind, count(*)::int as stores from stores group by kind`.execute(at.db)
    expect(rows).toEqual(
      expect.arrayContaining([
        { kind: 'production', stores: 6 },
        { kind: 'sandbox', stores: 1 },
      ]),
    )
    expect(made?.conversations).toBeGreaterThanOrEqual(60)
    expect(took).toBeLessThan(10_000)
  })

  it('is never seeded over a business that is there', async () => {
    expect(await seedInto(at, now)).toBeNull()
  })

  it('writes every phone as the product would', async () => {
    const phones = await at.db
      .selectFrom('contact_points')
      .where('kind', '=', 'phone')
      .select('value')
      .union(at.db.selectFrom('store_numbers').select('phone as value'))
      .union(at.db.selectFrom('stores').select(sql<string>`landline`.as('value')))
      .execute()
    expect(phones.filter(({ value }) => canonicalPhone(value) !== value)).toEqual([])
  })

  it.each(['2026-11-27T00:05:00Z', '2027-03-28T02:30:00Z', '2026-12-31T23:59:00Z', '2027-10-31T13:05:00Z'])(
    'can be seeded at any hour: %s',
    async at => {
      const database = await createDatabase()
      const connections = connect(database.url, 2)
      try {
        expect(await seedInto(connections, new Date(at))).toMatchObject({ customers: 400 })
        const waits = await connections.db
          .selectFrom('messages')
          .where('status', '=', 'scheduled')
          .select('due_at')
          .execute()
        expect(waits.length).toBeGreaterThan(0)
        expect(waits.every(({ due_at }) => due_at && due_at > new Date(at))).toBe(true)
      } finally {
        await connections.close()
        await database.drop()
      }
    },
  )
})

describe('its goods', () => {
  it('have valid barcodes, as the notes of the catalogue make them', async () => {
    const variants = await at.db.selectFrom('variants').select(['external_id', 'barcode']).execute()
    const sums = variants.map(({ barcode }) =>
      [...(barcode ?? '')].reduce((sum, digit, n) => sum + Number(digit) * (n % 2 ? 3 : 1), 0),
    )
    expect(sums.filter(sum => sum % 10 !== 0)).toEqual([])
    expect(new Set(variants.map(one => one.barcode)).size).toBe(variants.length)
    expect(variants.find(one => one.external_id === 'camel-coat/camel/38')?.barcode).toBe('2001001001032')
  })

  it('are priced in what each store takes, and lie in every shop and the warehouse', async () => {
    expect(
      await offenders(sql`
        select v.external_id, s.name from variants v cross join stores s
        where not exists (select from prices p where p.variant_id = v.id and p.currency = s.currency)`),
    ).toEqual([])
    const { rows } = await sql<{ places: number }>`
      select count(distinct coalesce(store_id::text, ''))::int as places from stock where quantity > 0`.execute(
      at.db,
    )
    expect(rows).toEqual([{ places: 7 }])
  })

  it('show a picture that is there for every colour', async () => {
    const pictures = await at.db.selectFrom('product_pictures').select('url').execute()
    expect(pictures.length).toBe(195)
    for (const { url } of pictures)
      expect(existsSync(path.join(import.meta.dirname, 'goods/svg', path.basename(url)))).toBe(true)
  })

  it('were bought by Priya as the design says: 14 times, € 4,346 in all, rarely sent back', async () => {
    const { rows } = await sql`
      select f.orders, f.spent_minor - f.returned_minor as kept, f.returned_units, f.first_order_at::date::text as first, c.sizes
      from customer_figures f join customers c on c.id = f.customer_id where c.name = 'Priya Raman'`.execute(
      at.db,
    )
    expect(rows).toEqual([
      {
        orders: 14,
        kept: 434_600,
        returned_units: 1,
        first: '2023-03-11',
        sizes: { garment: '38', shoes: '39' },
      },
    ])
  })

  it('were bought by whom they fit, from a store that knows them, and by some who left no name', async () => {
    expect(
      await offenders(sql`
        select o.number from orders o join customers c on c.id = o.customer_id
        where not exists (select from customer_stores k where k.customer_id = c.id and k.store_id = o.store_id)`),
    ).toEqual([])
    const { rows } = await sql<Record<string, number>>`
      select count(*) filter (where guest)::int as guests, count(*) filter (where returned_units > 0)::int as returns,
        count(*) filter (where origin = 'online')::int as online from orders`.execute(at.db)
    expect(rows[0]?.guests).toBeGreaterThan(30)
    expect(rows[0]?.returns).toBeGreaterThan(20)
    expect(rows[0]?.online).toBeGreaterThan(100)
  })
})

describe('its selling', () => {
  it('knows a tax, a delivery and a seller for the country of each store, in what the store counts in', async () => {
    expect(
      await offenders(sql`
        select s.name from stores s where not exists (
            select from tax_rates t where t.country = s.country and t.tax_class = 'standard' and (t.region is null or t.region = s.region))
          or not exists (select from legal_entities e where e.country = s.country)
          or not exists (select from shipping_zone_places p join shipping_rates r using (zone_id)
            where p.country = s.country and r.currency = s.currency)
          or s.street is null or s.postal_code is null or s.opening_hours is null`),
    ).toEqual([])
  })

  it('lets Clara approve with her PIN', async () => {
    const clara = await at.db
      .selectFrom('staff')
      .where('first_name', '=', 'Clara')
      .select('pin_hash')
      .executeTakeFirst()
    expect(await isPin('2468', clara?.pin_hash ?? '')).toBe(true)
    const { rows } = await sql<{ name: string; bp: number }>`
      select name, discount_limit_bp as bp from roles where built_in order by name`.execute(at.db)
    expect(rows.map(role => role.bp)).toEqual([null, 1000, 0, 3000])
  })
})

describe('its conversations', () => {
  it('count their lines without a gap', async () => {
    expect(
      await offenders(sql`
        select conversation_id from messages group by 1
        having count(*) <> max(sequence) or min(sequence) <> 1
          or max(sequence) <> (select last_sequence from conversations c where c.id = conversation_id)`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select m.id from messages m join messages n on n.conversation_id = m.conversation_id and n.sequence = m.sequence + 1
        where n.created_at < m.created_at or n.created_at > ${now}`),
    ).toEqual([])
  })

  it('show in the inbox what was said last', async () => {
    expect(
      await offenders(sql`
        with said as (
          select distinct on (conversation_id) * from messages where direction = 'in' or staff_id is not null
          order by conversation_id, sequence desc)
        select c.id from conversations c join said m on m.conversation_id = c.id
        where c.last_message_at <> m.created_at
          or (c.preview_line is null and (c.preview <> left(m.body, 200) or c.preview_staff_id is distinct from m.staff_id))`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select c.id from conversations c join conversation_members m on m.conversation_id = c.id
        where (m.active, m.last_message_at, m.awaiting, m.store_id) is distinct from (c.active, c.last_message_at, c.awaiting_since is not null, c.store_id)`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select c.id from conversations c join unread_conversations u on u.conversation_id = c.id
        where (u.last_message_at, u.store_id) is distinct from (c.last_message_at, c.store_id)`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select m.id from messages m where m.staff_id is not null and not exists (
          select from conversation_members k where k.staff_id = m.staff_id and k.conversation_id = m.conversation_id)`),
    ).toEqual([])
  })

  it('leave the inbox when the product would let them', async () => {
    expect(
      await offenders(sql`
        select id from conversations where active <> (archive_at > ${now})
          or (not active and (archived_at is null or archive_reason is null or awaiting_since is not null))`),
    ).toEqual([])
    const { rows } = await sql<{
      reason: string
    }>`select distinct archive_reason as reason from conversations where not active`.execute(at.db)
    expect(rows.map(row => row.reason).sort()).toEqual(['opted_out', 'quiet', 'unanswered'])
  })

  it('are unread by no more than came in, and only by their own store', async () => {
    expect(
      await offenders(sql`
        select u.staff_id from unread_conversations u where count > (
            select count(*) from messages m where m.conversation_id = u.conversation_id and m.direction = 'in' and m.sequence >= u.first_sequence)
          or not exists (select from staff_stores k where k.staff_id = u.staff_id and k.store_id = u.store_id)
          or mine <> exists (select from conversation_members k where k.staff_id = u.staff_id and k.conversation_id = u.conversation_id)`),
    ).toEqual([])
  })

  it('greet Maya as the design shows: two unread, three awaiting her, nine unread in the store', async () => {
    const maya = sql`(select id from staff where first_name = 'Maya')`
    const { rows } = await sql`
      select
        (select count(*)::int from unread_conversations where staff_id = ${maya} and mine) as mine,
        (select count(*)::int from unread_conversations where staff_id = ${maya}) as store,
        (select count(*)::int from conversation_members where staff_id = ${maya} and active and awaiting) as awaiting`.execute(
      at.db,
    )
    expect(rows).toEqual([{ mine: 2, store: 9, awaiting: 3 }])
    const inbox = await sql<{ name: string }>`
      select u.name from conversation_members m join conversations c on c.id = m.conversation_id join customers u on u.id = c.customer_id
      where m.staff_id = ${maya} and m.active order by m.last_message_at desc limit 8`.execute(at.db)
    expect(inbox.rows.map(row => row.name)).toEqual([
      'Priya Raman',
      'Jonas Weber',
      'Aiko Tanabe',
      'Inès Laurent',
      'Henrik Dahl',
      'Sofia Marchetti',
      'Camille Roux',
      'Lukas Brandt',
    ])
  })

  it('come in every state', async () => {
    const one = async (query: ReturnType<typeof sql>) =>
      expect((await query.execute(at.db)).rows.length).toBeGreaterThan(0)
    for (const status of ['scheduled', 'sent', 'delivered', 'failed', 'received'])
      await one(sql`select from messages where status = ${status}`)
    for (const type of [
      'opted_in',
      'opted_out',
      'declined',
      'request_lapsed',
      'provider_confirmed',
      'stop_suspected',
      'assigned',
    ])
      await one(sql`select from messages where line->>'type' = ${type}`)
    for (const cause of ['request', 'keyword', 'reply', 'customer_initiated', 'lapsed'])
      await one(sql`select from consent_entries where cause = ${cause}`)
    await one(sql`select from consent_entries where before = 'opted_out' and after = 'opted_in'`)
    await one(sql`select from consent_entries where everywhere`)
    await one(sql`select from consent_states where stop_suspected_message_id is not null`)
    await one(
      sql`select from consent_states where state = 'requested' and request_expires_at < ${now}::timestamptz + interval '1 day'`,
    )
    await one(sql`select from messages group by conversation_id having count(*) >= 140`)
  })
})

describe('its profiles', () => {
  it('know Priya as the design shows, with a pinned note and one that mentions Theo', async () => {
    const { rows } = await sql<{ sizes: object; tags: string[]; home: string; facets: string[] }>`
      select c.sizes, c.tags, s.name as home, f.facets from customers c join stores s on s.id = c.home_store_id
      join customer_filters f on f.customer_id = c.id and f.store_id = s.id where c.name = 'Priya Raman'`.execute(
      at.db,
    )
    expect(rows).toMatchObject([
      { sizes: { garment: '38', shoes: '39' }, tags: ['VIP', 'linen', 'evening'], home: 'Berlin Mitte' },
    ])
    expect(rows[0]?.facets).toEqual(
      expect.arrayContaining(['heart:opted_in', 'size:garment:38', 'tag:vip', 'wish']),
    )
    const { rows: notes } = await sql<{ body: string; pinned: boolean; mentioned: string | null }>`
      select n.body, n.pinned, s.first_name as mentioned from customer_notes n join customers c on c.id = n.customer_id
      left join note_mentions m on m.note_id = n.id left join staff s on s.id = m.staff_id
      where c.name = 'Priya Raman' order by n.pinned desc, n.created_at desc`.execute(at.db)
    expect(notes[0]).toMatchObject({ pinned: true, mentioned: null })
    expect(notes[1]).toMatchObject({
      pinned: false,
      mentioned: 'Theo',
      body: expect.stringContaining('@Theo'),
    })
  })

  it('have nothing that was written before the customer was known, or in the future', async () => {
    expect(
      await offenders(sql`select from customer_notes n join customers c on c.id = n.customer_id
        where n.created_at < c.created_at or n.created_at > ${now}::timestamptz`),
    ).toEqual([])
    expect(await offenders(sql`select from customer_notes where body like '%{%'`)).toEqual([])
  })
})

describe('its consent', () => {
  it('has an unbroken ledger', async () => {
    expect(await verifyLedger(at.db)).toMatchObject({ firstFault: null })
  })

  it('stands where the last entry left it', async () => {
    expect(
      await offenders(sql`
        select s.contact_point_id from consent_states s where state <> (
          select after from consent_entries e where e.contact_point_id = s.contact_point_id and e.store_id = s.store_id order by seq desc limit 1)`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select c.id from conversations c where not exists (
          select from consent_states s where s.contact_point_id = c.contact_point_id and s.store_id = c.store_id)`),
    ).toEqual([])
  })

  it('was there whenever staff wrote, and a confirmation follows each stop once', async () => {
    expect(
      await offenders(sql`
        select m.id from messages m where m.kind = 'text' and m.direction = 'out' and 'opted_in' is distinct from (
          select after from consent_entries e where e.contact_point_id = m.contact_point_id and e.store_id = m.store_id and e.at < m.created_at
          order by seq desc limit 1)`),
    ).toEqual([])
    expect(
      await offenders(sql`
        select c.contact_point_id from confirmations c join consent_entries e using (contact_point_id, seq) join messages m on m.id = c.message_id
        where e.cause <> 'keyword' or m.kind <> 'automatic' or m.created_at - e.at > interval '1 minute'`),
    ).toEqual([])
  })

  it('never asks more of a customer than the frequency cap', async () => {
    const sends = await at.db.selectFrom('unprompted_sends').selectAll().orderBy('at').execute()
    const monthMs = 30 * 24 * 60 * 60_000
    for (const [customer, own] of Map.groupBy(sends, send => send.customer_id))
      for (const send of own) {
        const within = own.filter(
          other => other.at <= send.at && send.at.getTime() - other.at.getTime() < monthMs,
        )
        expect(within.length, customer).toBeLessThanOrEqual(6)
      }
  })
})

describe('its phones', () => {
  it('hold every message that the provider carried, Priya’s first', async () => {
    const phone = await phoneSeed(at.db, { publicUrl: 'http://localhost:4000' })
    expect(phone.people[0]?.name).toBe('Priya Raman')
    expect(phone.numbers).toHaveLength(7)
    expect(
      phone.numbers.filter(number => number.keywordReplies === 'provider').map(number => number.country),
    ).toEqual(['US'])
    const camille = phone.threads.find(thread => thread.person === '+491713920031')
    expect(camille?.messages.slice(-5).map(message => message.body)).toEqual([
      'Bonjour Camille, the oxblood loafers are here in a 40. Shall I keep a pair for you?',
      'Not this season, thank you',
      'Our winter evening is on Thursday at seven. It would be lovely to see you.',
      'STOP',
      'Maison Alder Berlin Mitte: you will get no more messages. Reply START to come back.',
    ])
    const known = new Set(phone.people.map(person => person.phone))
    expect(phone.threads.every(thread => known.has(thread.person) && thread.messages.length > 0)).toBe(true)
  })
})
