import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, talkOf } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { verifyLedger } from '../consent/index.ts'
import { sealLedger } from '../consent/seal.ts'
import { reconcileInbound } from '../conversations/index.ts'
import { holdings } from './holdings.ts'
import { tablesThatName, tracesOf } from './traces.ts'

const phone = '+4915223433377'
const email = 'quetzalina.brzeska@xylograph.example'
const address = 'Zwetschgenpfad 77b'
const words = {
  first: 'Quetzalina',
  last: 'Brzeska-Vontobel',
  email: 'xylograph.example',
  phone: '5223433377',
  street: 'Zwetschgenpfad',
  message: 'Krokantschnitte',
  note: 'Malvenfarbig',
  stop: 'STOP ALL',
  tag: 'fasanenstern',
  external: 'CRM-QZX-8841',
  wish: 'für die Taufe in Buxheim',
}

let world: World
let alma: Api
let customerId: string
let survivorId: string
let pointId: string
beforeAll(async () => {
  world = await createWorld()
  alma = await world.as('alma')
  await live()
})
afterAll(() => world.close())

/** A life with the business, in every room of it. */
async function live() {
  const storeId = world.stores.berlin
  const api = apiAt(world.url, { cookie: await world.cookieOf('maya'), 'idempotency-key': newId() })
  const made = await api.customers.create({
    storeId,
    firstName: words.first,
    lastName: words.last,
    phone,
    email,
  })
  customerId = made.customerId
  const other = await alma.customers.create({
    storeId,
    firstName: words.first,
    lastName: words.last,
    email: `two-${email}`,
  })
  const { id } = await world.db
    .selectFrom('contact_points')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'phone')
    .executeTakeFirstOrThrow()
  pointId = id
  await world.says(phone, numbers.berlin, `Hello, it is ${words.first}: is the ${words.message} in?`)
  const { conversationId } = await alma.conversations.open({ storeId, customerId })
  await alma.conversations.send({
    conversationId,
    clientId: newId(),
    body: `Dear ${words.first}, yes: ${words.message}.`,
    seenSequence: 9999,
  })
  await world.says(phone, numbers.paris, words.message)
  await alma.consent.confirmOptOut({
    conversationId,
    messageId: null,
    note: `${words.first} said so on the phone`,
  })
  await world.says(phone, numbers.paris, words.stop)
  await sql`update customers set external_id = ${words.external}, tags = ${[words.tag]}, birthday = '1981-02-03', city = ${words.street},
    attributes = jsonb_build_object('pet', ${words.tag}::text), sizes = jsonb_build_object('shoes', ${words.tag}::text) where id = ${customerId}`.execute(
    world.db,
  )
  await sql`insert into customer_addresses (customer_id, position, recipient, line1, city, country) values (${customerId}, 1, ${words.first}, ${address}, 'Wien', 'AT')`.execute(
    world.db,
  )
  await sql`insert into important_dates (customer_id, label, date) values (${customerId}, ${words.tag}, '--02-03')`.execute(
    world.db,
  )
  const { rows } = await sql<{
    id: string
  }>`insert into customer_notes (customer_id, store_id, staff_id, body, created_at)
    values (${customerId}, ${storeId}, ${world.staff.maya}, ${words.note}, now()) returning id`.execute(
    world.db,
  )
  await sql`insert into note_mentions (note_id, staff_id, at) values (${rows[0]?.id}, ${world.staff.theo}, now())`.execute(
    world.db,
  )
  const product = await world.db
    .insertInto('products')
    .values({
      external_id: 'p',
      name: 'Scarf',
      version: new Date(),
      created_at: new Date(),
      updated_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('wishlist_items')
    .values({
      customer_id: customerId,
      product_id: product.id,
      source: 'customer',
      note: words.wish,
      created_at: new Date(),
    })
    .execute()
  const order = newId()
  await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, customer_id, matched_by, store_id, origin, state, guest, given_customer,
      shipping_address, attributes, shipping_minor, discount_minor, tax_minor, tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
    values (${order}, 'shop', 'o-1', '#1', now(), now(), 'EUR', ${customerId}, 'phone', ${storeId}, 'online', 'completed', false, jsonb_build_object('email', ${email}::text),
      jsonb_build_object('line1', ${address}::text), jsonb_build_object('gift', ${words.note}::text), 0, 0, 0, true, 12900, false, 1, 0, 0, now())`.execute(
    world.db,
  )
  await sql`insert into order_lines (id, order_id, position, name, quantity, unit_price_minor, discount_minor, tax_minor, total_minor, fulfilment)
    values (${newId()}, ${order}, 1, 'Scarf', 1, 12900, 0, 0, 12900, 'ship')`.execute(world.db)
  await sql`insert into deliveries (id, order_id, position, tracking_url) values (${newId()}, ${order}, 1, ${`https://carrier.example/?to=${email}`})`.execute(
    world.db,
  )
  await sql`insert into order_returns (id, order_id, position, kind, at, reason, amount_minor) values (${newId()}, ${order}, 1, 'return', now(), ${words.note}, 0)`.execute(
    world.db,
  )
  await sql`insert into inbound_strays (provider_message_id, to_address, payload, received_at)
    values ('SMstray', '+491', jsonb_build_object('from', ${phone}::text, 'body', ${words.message}::text), now())`.execute(
    world.db,
  )
  const job = newId()
  await sql`insert into import_jobs (id, kind, file_name, size_bytes, state, reading, created_by, created_at, touched_at)
    values (${job}, 'customers', 'crm.csv', 9, 'done', jsonb_build_object('sample', ${email}::text), ${world.staff.alma}, now(), now())`.execute(
    world.db,
  )
  await sql`insert into import_chunks (job_id, place, body) values (${job}, 0, convert_to(${`name;phone\n${words.first} ${words.last};0152 2343 3377`}, 'UTF8'))`.execute(
    world.db,
  )
  await sql`insert into import_refusals (job_id, position, line, code, reason, rows) values (${job}, 1, 1, 'X', 'x', jsonb_build_array(jsonb_build_object('mail', ${email}::text)))`.execute(
    world.db,
  )
  // Found to be one person; the merge keeps what each was.
  survivorId = other.customerId
  const preview = await alma.profiles.previewMerge({ survivorId, absorbedId: customerId })
  await alma.profiles.merge({
    survivorId,
    absorbedId: customerId,
    survivorVersion: preview.survivor.version,
    absorbedVersion: preview.absorbed.version,
    fields: {},
  })
  await world.says(phone, numbers.berlin, 'START')
  await world.says(phone, numbers.berlin, `${words.message} again`)
  await alma.customers.get({ storeId, customerId: survivorId })
  await world.run(sealLedger)
}

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
    expect(data.held.customer_views).toMatchObject([{ staff_id: world.staff.alma, what: 'profile' }])
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
