import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf, talkOf } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { verifyLedger } from '../consent/index.ts'
import { sealLedger } from '../consent/seal.ts'
import { reconcileInbound } from '../receiver/index.ts'
import { email, liveThrough, phone, words } from './erase-scene.ts'
import { holdings } from './holdings.ts'
import { tablesThatName, tracesOf } from './traces.ts'

let world: World
let alma: Api
let survivorId: string
let pointId: string
beforeAll(async () => {
  world = await createWorld()
  alma = await world.as('alma')
  ;({ survivorId, pointId } = await liveThrough(world))
})
afterAll(() => world.close())

const bundle = async () => {
  const file = (await alma.privacy.export({ customerId: survivorId })) as unknown as File
  return Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer()))).map(([name, body]) => [
      name,
      strFromU8(body),
    ]),
  )
}

describe('what is held on one person', () => {
  test('CUS-8: every table that leads to a person is exported and erased, or says why not', async () => {
    const named = await tablesThatName(world)
    const known = holdings.map(holding => holding.table)
    // Tables of our own workings, which name no person by what they hold.
    const others = [
      'erased_messages',
      'import_jobs',
      'import_chunks',
      'import_refusals',
      'inbound_strays',
      'idempotency_keys',
    ]
    expect(named.filter(table => !known.includes(table) && !others.includes(table))).toEqual([])
    expect(new Set(known).size).toBe(known.length)
  })

  test('CUS-8: the export has all of it: messages, notes, orders, consent with its proof, who looked', async () => {
    await world.until(
      'the look is written down',
      async () => (await alma.privacy.views({ customerId: survivorId })).items[0],
    )
    const files = await bundle()
    const { stop: _, ...said } = words
    for (const word of Object.values(said)) {
      expect(files['data.json']?.toLowerCase(), word).toContain(word.toLowerCase())
      expect(files['read-me.html']?.toLowerCase(), word).toContain(word.toLowerCase())
    }
    expect(files['read-me.html']).toContain('Maya Test')
    const data = JSON.parse(files['data.json'] ?? '')
    // Both were looked at side by side before they became one.
    const look = { staff_id: world.staff.alma, what: 'profile' }
    expect(data.held.customer_views).toMatchObject([look, look])
    expect(
      new Set(data.held.customer_views.map((one: { customer_id: string }) => one.customer_id)).size,
    ).toBe(2)
    const proof = JSON.parse(files['consent-proof.json'] ?? '')
    expect(proof.flatMap((one: { entries: unknown[] }) => one.entries).length).toBeGreaterThan(3)
    expect(files['consent-proof.json']).toContain('SHA-256')
    const { items } = await alma.audit.list({ action: 'customer.exported' })
    expect(items[0]).toMatchObject({ subject: survivorId, staffName: 'Alma Test' })
  })

  test('CUS-8: what a customer wrote cannot break out of the page', async () => {
    await world.says(phone, numbers.berlin, '<script>alert(1)</script>')
    expect((await bundle())['read-me.html']).not.toContain('<script')
  })
})

describe('erasing a person', () => {
  test('CUS-8: leaves no trace in any column of any table, nor in any file', async () => {
    expect((await tracesOf(world, Object.values(words))).length).toBeGreaterThan(30)
    const before = await verifyLedger(world.db)
    await alma.privacy.erase({ customerId: survivorId })
    const left = await tracesOf(world, Object.values(words))
    // What is a word of the language or of ours, and no word of this person.
    expect(left.filter(one => !one.startsWith('«STOP ALL» in public.consent_words'))).toEqual([])
    expect(await verifyLedger(world.db)).toEqual(before)
    expect(before.firstFault).toBeNull()
    const gone = alma.customers.get({ storeId: world.stores.berlin, customerId: survivorId })
    expect(await refusalOf(gone)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(alma.privacy.erase({ customerId: survivorId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('CUS-8: keeps the proof, under a keyed hash, and the books, without the person', async () => {
    const { rows: proof } = await sql<{ n: number }>`
      select count(*)::int as n from consent_entries e join contact_points p on p.id = e.contact_point_id
      where p.erased_hash = keyed_hash('phone', ${phone}) and e.words is null and e.words_digest is not null`.execute(
      world.db,
    )
    expect(proof[0]?.n).toBeGreaterThan(2)
    const order = await world.db
      .selectFrom('orders')
      .selectAll()
      .where('external_id', '=', 'o-1')
      .executeTakeFirstOrThrow()
    expect(order).toMatchObject({ customer_id: null, given_customer: null, total_minor: 12900 })
    const lines = await world.db
      .selectFrom('order_lines')
      .select('name')
      .where('order_id', '=', order.id)
      .execute()
    expect(lines).toEqual([{ name: 'Scarf' }])
  })

  test('CUS-8 PAY-4: the receipt keeps what was sold and for how much, and no words of anybody', async () => {
    const { rows } = await sql`
      select r.content -> 'totals' -> 'totalMinor' as total, r.content -> 'lines' -> 0 -> 'discount' ->> 'reason' as reason, o.customer_id, p.amount_minor
      from receipts r join orders o on o.id = r.order_id join payments p on p.order_id = o.id`.execute(
      world.db,
    )
    expect(rows).toEqual([{ total: 12_255, reason: '', customer_id: null, amount_minor: 12_255 }])
  })

  test('CUS-8: what they were offered can be paid no more, and its page is found no more; the sums stay', async () => {
    const { rows } = await sql`
      select c.state, c.address, length(c.token) as token, v.total_minor, v.content -> 'discounts' -> 0 ->> 'reason' as reason,
        (select count(*)::int from payment_links l where l.cart_id = c.id and l.state in ('wanted', 'active')) as alive,
        (select count(*)::int from stock_reservations n where n.cart_id = c.id) as kept
      from carts c join cart_versions v on v.cart_id = c.id and v.version = c.shared_version`.execute(
      world.db,
    )
    expect(rows).toEqual([
      { state: 'emptied', address: null, token: 32, total_minor: 12_845, reason: '', alive: 0, kept: 0 },
    ])
  })

  test.each([
    ["update consent_entries set words = 'YES' where redacted_at is not null", '23001'],
    [
      'update consent_entries set words = null, disclosure = null, salt = null, redacted_at = now() where redacted_at is null',
      '23001',
    ],
    [
      "update consent_entries set redacted_at = now(), after = 'opted_in' where redacted_at is not null",
      '23001',
    ],
    ['update audit_entries set before = null, after = null where customer_id is null', '23001'],
  ])('CUS-8: the database lets nothing else be redacted: «%s»', async (statement, code) => {
    const [{ n } = { n: 0 }] = (
      await sql<{
        n: number
      }>`select count(*)::int as n from consent_entries where redacted_at is null`.execute(world.db)
    ).rows
    await alma.stores.saveBusiness({ frequencyDays: 31 })
    if (n === 0) await world.says('+4915223433390', numbers.berlin, 'Hello')
    await expect(sql.raw(statement).execute(world.db)).rejects.toMatchObject({ code })
  })

  test('CUS-8: what the carrier still has of them does not come in again', async () => {
    await world.db
      .updateTable('store_numbers')
      .set({ reconciled_until: new Date(Date.now() - 3_600_000) })
      .execute()
    await reconcileInbound(talkOf(world))
    expect(await tracesOf(world, [words.message, words.first, words.phone])).toEqual([])
  })

  test('CUS-8: not a customer whom somebody changed since the version that If-Match names', async () => {
    const storeId = world.stores.berlin
    const one = {
      storeId,
      ...(await alma.customers.create({ storeId, firstName: 'Ida', lastName: 'Poe', phone: freshPhone() })),
    }
    await alma.customers.update({ ...one, city: 'Ulm' })
    const of = async (ifMatch: string, version?: number) => {
      const api = apiAt(world.url, { cookie: await world.cookieOf('alma'), 'if-match': ifMatch })
      return refusalOf(api.privacy.erase({ customerId: one.customerId, version }))
    }
    expect(await of('"1"')).toMatchObject({ code: 'VERSION_CHANGED', status: 412 })
    expect(await of('"1"', 2)).toMatchObject({ code: 'INVALID', status: 422 })
    expect(await of('"2"', 2)).toBeUndefined()
  })

  test('CUS-8: made anew by whomever, they cannot be written to, until they write first themselves', async () => {
    const storeId = world.stores.berlin
    const again = await alma.customers.create({ storeId, firstName: 'Neu', lastName: 'Hier', phone, email })
    const { contactPoints } = await alma.customers.get({ storeId, customerId: again.customerId })
    const point = contactPoints.find(one => one.kind === 'phone')?.id ?? ''
    expect(point).not.toBe(pointId)
    const request = {
      storeId,
      customerId: again.customerId,
      contactPointId: point,
      channel: 'sms' as const,
      introduction: 'Hello',
    }
    const asked = await refusalOf(alma.consent.request({ ...request, clientId: newId() }))
    expect(asked).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['opted_out'] } })
    const imported =
      sql`insert into consent_entries (contact_point_id, seq, store_id, channel, before, after, cause, at, previous_hash, hash)
      values (${point}, 0, ${storeId}, 'sms', 'none', 'opted_in', 'import', now(), '', '')`.execute(world.db)
    await expect(imported).rejects.toMatchObject({ code: '40001' })
    expect((await verifyLedger(world.db)).firstFault).toBeNull()
    await world.run(sealLedger)
    expect((await verifyLedger(world.db)).firstFault).toBeNull()

    await world.says(phone, numbers.berlin, 'Hello, I am back')
    const { conversationId } = await alma.conversations.open({ storeId, customerId: again.customerId })
    await alma.conversations.send({ conversationId, clientId: newId(), body: 'Welcome', seenSequence: 9999 })
    const entries = await world.db
      .selectFrom('consent_entries')
      .select(['after', 'cause'])
      .where('contact_point_id', '=', point)
      .execute()
    expect(entries).toEqual([{ after: 'opted_in', cause: 'customer_initiated' }])
    expect((await verifyLedger(world.db)).firstFault).toBeNull()
  })

  test('CUS-8: erased once more, they are gone once more', async () => {
    const { id } = await world.db
      .selectFrom('customers')
      .select('id')
      .where('first_name', '=', 'Neu')
      .executeTakeFirstOrThrow()
    await alma.privacy.erase({ customerId: id })
    expect(await tracesOf(world, [words.phone, words.email, 'Welcome'])).toEqual([])
    expect((await verifyLedger(world.db)).firstFault).toBeNull()
  })

  test('CUS-8: a connection without the key can make nobody anew', async () => {
    const bare = sql`set local rapport.erasure_pads = ''`
    const made = world.db.transaction().execute(async tx => {
      await bare.execute(tx)
      await tx
        .insertInto('contact_points')
        .values({
          customer_id: world.customers.priya.id,
          kind: 'email',
          value: 'x@y.example',
          entered: '',
          created_at: new Date(),
        })
        .execute()
    })
    await expect(made).rejects.toMatchObject({ code: '55000' })
  })
})
