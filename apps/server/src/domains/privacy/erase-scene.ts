import { sql } from 'kysely'
import { sells } from '../../../test/goods.ts'
import { apiAt, newId, numbers, type World } from '../../../test/world.ts'
import { shipsTo } from '../carts/scene.ts'
import { sealLedger } from '../consent/seal.ts'

export const phone = '+4915223433377'
export const email = 'quetzalina.brzeska@xylograph.example'
const address = 'Zwetschgenpfad 77b'
export const words = {
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

/** A life with the business, in every room of it. */
export async function liveThrough(world: World): Promise<{ survivorId: string; pointId: string }> {
  const alma = await world.as('alma')
  const storeId = world.stores.berlin
  const api = apiAt(world.url, { cookie: await world.cookieOf('maya'), 'idempotency-key': newId() })
  const made = await api.customers.create({
    storeId,
    firstName: words.first,
    lastName: words.last,
    phone,
    email,
  })
  const { customerId } = made
  const other = await alma.customers.create({
    storeId,
    firstName: words.first,
    lastName: words.last,
    email: `two-${email}`,
  })
  const { id: pointId } = await world.db
    .selectFrom('contact_points')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'phone')
    .executeTakeFirstOrThrow()
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
      version: world.server.clock.now(),
      created_at: world.server.clock.now(),
      updated_at: world.server.clock.now(),
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
      created_at: world.server.clock.now(),
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
  await buy(world, { storeId, customerId })
  await beOffered(world, { storeId, customerId })
  // Found to be one person; the merge keeps what each was.
  const survivorId = other.customerId
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
  return { survivorId, pointId }
}

/** A cart that was sent to them, with what somebody wrote into it. */
async function beOffered(world: World, whose: { storeId: string; customerId: string }) {
  const alma = await world.as('alma')
  const { id: cartId } = await alma.carts.open(whose)
  const { variantId } = await sells(world)
  await alma.carts.addItem({ cartId, clientId: newId(), variantId, fulfilment: 'ship' })
  await alma.carts.setDiscount({
    cartId,
    itemId: null,
    discount: { kind: 'percent', value: 500, reason: words.wish },
  })
  const { version } = await alma.carts.setDelivery({
    cartId,
    address: { name: `${words.first} ${words.last}`, line1: address, city: 'Wien', country: 'DE' },
    shippingRateId: await shipsTo(world, 'DE', { name: 'Standard', priceMinor: 590 }),
  })
  await alma.carts.share({ cartId, version })
}

/** Bought in the store with a discount for a reason, and given back for another: an order, a receipt, money both ways. */
async function buy(world: World, whose: { storeId: string; customerId: string }) {
  const alma = await world.as('alma')
  const { id: cartId } = await alma.carts.open({ ...whose, kind: 'sale' })
  const { variantId } = await sells(world)
  const { items } = await alma.carts.addItem({ cartId, clientId: newId(), variantId, fulfilment: 'in_store' })
  const { version, totals } = await alma.carts.setDiscount({
    cartId,
    itemId: items[0]?.id ?? '',
    discount: { kind: 'percent', value: 500, reason: words.wish },
  })
  const slip = { version, method: 'terminal', reference: 'T-4711', amountMinor: totals.totalMinor } as const
  const { orderId } = await alma.checkout.takePayment({ cartId, ...slip })
  const reason = `${words.first}: ${words.note}`
  await alma.checkout.refund({
    orderId,
    clientId: newId(),
    what: { kind: 'amount', amountMinor: 100 },
    reason,
  })
}
