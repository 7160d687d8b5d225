import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectGapless, freshPhone } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { refreshFigures } from '../orders/index.ts'
import { receiveMessage } from '../receiver/receive.ts'
import { differences, imageOf } from './merge-scene.ts'

let world: World
let alma: Api
let products: string[]
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  const made = await world.db
    .insertInto('products')
    .values(
      ['Linen blazer', 'Silk scarf'].map(name => ({
        external_id: name,
        name,
        version: new Date(),
        created_at: new Date(),
        updated_at: new Date(),
      })),
    )
    .returning('id')
    .execute()
  products = made.map(one => one.id)
})
afterAll(() => world.close())

const side = fc.constantFrom('survivor' as const, 'absorbed' as const)
const store = fc.constantFrom('berlin' as const, 'paris' as const, 'newYork' as const)
const staff = fc.constantFrom('maya' as const, 'theo' as const, 'alma' as const)
const word = fc.constantFrom('vip', 'linen', 'Silk', 'June 3', '38')
/** What may have happened with either of the two before anyone knew that they are one. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('writes' as const), side, store, word }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('is answered' as const), side, store, word }) },
  fc.record({ what: fc.constant('is read' as const), side, store, staff }),
  fc.record({
    what: fc.constantFrom('says STOP' as const, 'says STOPALL' as const, 'says START' as const),
    side,
    store,
  }),
  fc.record({ what: fc.constant('buys' as const), side, store, word }),
  fc.record({
    what: fc.constantFrom(
      'is noted' as const,
      'is tagged' as const,
      'is sized' as const,
      'has a day' as const,
      'lives' as const,
    ),
    side,
    store,
    word,
  }),
  fc.record({ what: fc.constant('wishes' as const), side, store, which: fc.nat(1) }),
  fc.record({
    what: fc.constantFrom('is starred' as const, 'is looked at' as const, 'is given' as const),
    side,
    store,
    staff,
  }),
  fc.record({ what: fc.constant('is known elsewhere' as const), side, store }),
  fc.record({ what: fc.constant('is offered' as const), side, store }),
  fc.record({ what: fc.constant('is alike' as const), side }),
  fc.record({ what: fc.constant('may have bought' as const), side, store, word }),
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never
type Person = { id: string; phone: string; point: string }

async function meet(): Promise<Person> {
  const phone = freshPhone()
  const { customerId: id } = await alma.customers.create({
    storeId: world.stores.berlin,
    firstName: 'Ada',
    lastName: 'Poe',
    phone,
  })
  const { id: point } = await world.db
    .selectFrom('contact_points')
    .select('id')
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, phone, point }
}

async function happens(person: Person, other: Person, it: Happening) {
  const storeId = 'store' in it ? world.stores[it.store] : world.stores.berlin
  const say = (body: string) =>
    world.run(ctx =>
      receiveMessage(ctx, {
        providerMessageId: newId(),
        channel: 'sms',
        from: person.phone,
        to: numbers['store' in it ? it.store : 'berlin'],
        body,
        profileName: null,
        mediaCount: 0,
      } as never),
    )
  const now = new Date()
  const tx = world.db
  switch (it.what) {
    case 'writes':
      return say(`I like ${it.word}`)
    case 'says STOP':
    case 'says STOPALL':
    case 'says START':
      return say(it.what.slice(5))
    case 'is answered': {
      const { conversationId } = await alma.conversations
        .open({ storeId, customerId: person.id })
        .catch(() => ({ conversationId: null }))
      if (conversationId)
        await alma.conversations
          .send({ conversationId, clientId: newId(), body: it.word, seenSequence: 9999 })
          .catch(() => {})
      return
    }
    case 'is read': {
      await sql`delete from unread_conversations u using conversations c where c.id = u.conversation_id and c.customer_id = ${person.id}
        and c.store_id = ${storeId} and u.staff_id = ${world.staff[it.staff]}`.execute(tx)
      return
    }
    case 'buys': {
      const id = newId()
      await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, customer_id, matched_by, store_id, origin, state, guest,
          shipping_minor, discount_minor, tax_minor, tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
        values (${id}, 'shop', ${id}, ${it.word}, now(), now(), 'EUR', ${person.id}, 'phone', ${storeId}, 'online', 'completed', false, 0, 0, 0, true, 12900, false, 1, 0, 0, now())`.execute(
        tx,
      )
      await sql`insert into customer_order_numbers values (${it.word.toUpperCase().replaceAll(' ', '')}, ${person.id}) on conflict do nothing`.execute(
        tx,
      )
      return world.run(ctx => refreshFigures(ctx, [person.id]))
    }
    case 'may have bought': {
      const id = newId()
      await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, store_id, origin, state, guest,
          shipping_minor, discount_minor, tax_minor, tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
        values (${id}, 'shop', ${id}, ${it.word}, now(), now(), 'EUR', ${storeId}, 'online', 'completed', true, 0, 0, 0, true, 9900, false, 1, 0, 0, now())`.execute(
        tx,
      )
      return sql`insert into ambiguous_orders (order_id, phone_customer_id, email_customer_id, since) values (${id}, ${person.id}, ${other.id}, now())`.execute(
        tx,
      )
    }
    case 'is noted':
      return sql`insert into customer_notes (customer_id, store_id, body, created_at) values (${person.id}, ${storeId}, ${it.word}, now())`.execute(
        tx,
      )
    case 'is tagged':
      return sql`update customers set tags = tags || ${it.word}::text, attributes = attributes || jsonb_build_object('style', ${it.word}::text), external_id = ${person.id},
        city = ${it.word} where id = ${person.id} and not tags @> array[${it.word}::text]`.execute(tx)
    case 'is sized':
      return sql`update customers set sizes = sizes || jsonb_build_object('garment', ${it.word}::text), birthday = '1990-06-03' where id = ${person.id}`.execute(
        tx,
      )
    case 'has a day':
      return sql`insert into important_dates (customer_id, label, date) values (${person.id}, ${it.word}, '--06-03')`.execute(
        tx,
      )
    case 'lives':
      return sql`insert into customer_addresses (customer_id, position, line1, city, country)
        values (${person.id}, 1 + (select count(*) from customer_addresses where customer_id = ${person.id}), ${it.word}, 'Berlin', 'DE')`.execute(
        tx,
      )
    case 'wishes':
      return tx
        .insertInto('wishlist_items')
        .values({
          customer_id: person.id,
          product_id: products[it.which] ?? '',
          source: 'associate',
          created_at: now,
        })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    case 'is starred':
      return tx
        .insertInto('customer_stars')
        .values({ staff_id: world.staff[it.staff], customer_id: person.id, at: now })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    case 'is looked at':
      return tx
        .insertInto('customer_views')
        .values({
          staff_id: world.staff[it.staff],
          customer_id: person.id,
          slot: new Date(9e11),
          at: now,
          what: 'profile',
        })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    case 'is given':
      await sql`update customers set assigned_staff_id = ${world.staff[it.staff]} where id = ${person.id}`.execute(
        tx,
      )
      return tx
        .insertInto('customer_assignments')
        .values({ customer_id: person.id, at: now, staff_after: world.staff[it.staff] })
        .execute()
    case 'is known elsewhere':
      return tx
        .insertInto('customer_stores')
        .values({ store_id: storeId, customer_id: person.id, since: now })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    case 'is offered':
      return sql`
        with cart as (insert into carts (id, store_id, customer_id, kind, state, currency, day, token, opened_by, staff_id, created_at, changed_at)
          select ${newId()}, id, ${person.id}, 'remote', 'open', currency, '2030-01-01', gen_random_uuid()::text, ${world.staff.alma}, ${world.staff.alma}, now(), now()
          from stores where id = ${storeId} on conflict do nothing returning id)
        insert into cart_history (id, cart_id, at, what) select ${newId()}, id, now(), 'opened' from cart`.execute(
        tx,
      )
    case 'is alike':
      return sql`insert into duplicate_candidates (first_id, second_id, reasons, found_at) select least(${person.id}::uuid, id), greatest(${person.id}::uuid, id), '{order}', now()
        from customers where id <> ${person.id} and merged_into is null order by created_at desc limit 2 on conflict do nothing`.execute(
        tx,
      )
  }
}

const pair = (survivor: Person, absorbed: Person) => ({ survivorId: survivor.id, absorbedId: absorbed.id })
async function merge(survivor: Person, absorbed: Person, fields = {}) {
  const preview = await alma.profiles.previewMerge(pair(survivor, absorbed))
  return alma.profiles.merge({
    ...pair(survivor, absorbed),
    survivorVersion: preview.survivor.version,
    absorbedVersion: preview.absorbed.version,
    fields,
  })
}

test('CUS-7: a merge and its undo together change nothing, in any table, whatever had happened before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 4, maxLength: 22 }),
      fc.dictionary(fc.constantFrom('firstName', 'city', 'externalId', 'assignedTo', 'birthday'), side, {
        maxKeys: 4,
      }),
      async (happenings, fields) => {
        const [survivor, absorbed] = [await meet(), await meet()]
        for (const it of happenings)
          await (it.side === 'survivor' ? happens(survivor, absorbed, it) : happens(absorbed, survivor, it))
        // What still waits to go is canceled by a stop, and is not brought back.
        await sql`update messages set status = 'sent' where status in ('queued', 'scheduled')`.execute(
          world.db,
        )
        const before = await imageOf(world)
        const { id: mergeId } = await merge(survivor, absorbed, fields)
        await expectGapless(world)
        const { rows: left } =
          await sql`select from conversations where customer_id = ${absorbed.id} union all select from orders where customer_id = ${absorbed.id}
          union all select from contact_points where customer_id = ${absorbed.id} union all select from customer_stores where customer_id = ${absorbed.id}
          union all select from customer_figures where customer_id = ${absorbed.id}
          union all select from ambiguous_orders where resolved_at is null and ${survivor.id} in (phone_customer_id, email_customer_id)`.execute(
            world.db,
          )
        expect(left).toEqual([])
        await alma.profiles.undoMerge({ mergeId })
        expect(differences(before, await imageOf(world))).toEqual({})
        await expectGapless(world)
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 12), endOnFailure: true },
  )
}, 120_000)
