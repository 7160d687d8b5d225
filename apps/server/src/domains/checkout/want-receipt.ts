import { randomBytes } from 'node:crypto'
import { type Language, languages } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import type { CartContent, LockedCart } from '../carts/index.ts'
import { legalEntityOf } from '../pricing/index.ts'
import { readBusiness } from '../stores/index.ts'
import type { Money } from './money.ts'
import { receiptOf } from './receipt-of.ts'

type Given = {
  orderId: string
  number: string
  cart: LockedCart
  content: CartContent
  money: Money
  /** Whose sale it is. */
  staffId: string
}

/** Writes the receipt down, and that it is to be sent (PAY-4): by message where there is a phone, by email where there is one. */
export async function wantReceipt(ctx: Ctx, given: Given): Promise<void> {
  const now = ctx.clock.now()
  const { cart, money } = given
  const { staffFirstName, language, ...place } = await placeOf(ctx, cart, given.staffId)
  const business = await readBusiness(ctx)
  const seller = await legalEntityOf(ctx, place.store.country)
  const receiptId = newId()
  const content = receiptOf(given.content, {
    number: given.number,
    issuedAt: now,
    timeZone: place.timeZone,
    businessName: business.name,
    store: place.store,
    staffFirstName,
    seller: seller.address === null ? null : { ...seller, address: seller.address, note: seller.receiptNote },
    businessLanguage: business.language,
    payment: {
      kind: money.kind,
      method: money.method,
      detail: money.methodDetail,
      reference: money.reference,
      paidAt: money.paidAt.toISOString(),
    },
  })
  await ctx.tx
    .insertInto('receipts')
    .values({
      id: receiptId,
      order_id: given.orderId,
      token: randomBytes(16).toString('base64url'),
      language: languages.find(one => one === language) ?? business.language,
      content: JSON.stringify(content),
      issued_at: now,
    })
    .execute()
  for (const way of ['message', 'email'] as const) {
    const contactPointId = await addressFor(ctx, cart, way)
    if (contactPointId) await wantSend(ctx, { receiptId, way, contactPointId })
  }
}

/** Wants a receipt sent; one that was wanted before goes again, as another mail. */
export async function wantSend(
  ctx: Ctx,
  want: { receiptId: string; way: 'message' | 'email'; contactPointId: string },
): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('receipt_sends')
    .values({
      id: newId(),
      receipt_id: want.receiptId,
      way: want.way,
      contact_point_id: want.contactPointId,
      state: 'wanted',
      due_at: now,
      created_at: now,
    })
    .onConflict(conflict =>
      conflict.columns(['receipt_id', 'way']).doUpdateSet({
        contact_point_id: want.contactPointId,
        state: 'wanted',
        why: null,
        times: sql<number>`receipt_sends.times + 1`,
        attempts: 0,
        due_at: now,
        settled_at: null,
      }),
    )
    .execute()
  ctx.nudgeAfterCommit('payments')
}

/** Where a receipt goes: the phone of the conversation, else the one that agreed; an email that is not known to be wrong. */
export async function addressFor(
  { tx }: Pick<Ctx, 'tx'>,
  cart: Pick<LockedCart, 'storeId' | 'customerId'>,
  way: 'message' | 'email',
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from contact_points p
    left join conversations v on v.customer_id = p.customer_id and v.store_id = ${cart.storeId}
    left join consent_states s on s.contact_point_id = p.id and s.store_id = ${cart.storeId}
      and s.channel = ${way === 'email' ? sql`'email'` : sql`coalesce(v.channel, 'sms')`}
    where p.customer_id = ${cart.customerId} and p.kind = ${way === 'email' ? 'email' : 'phone'} and p.detached_at is null and p.erased_hash is null
    order by (v.contact_point_id is not distinct from p.id) desc, s.state is not distinct from 'opted_out', p.invalid_reason is not null,
      s.state is not distinct from 'opted_in' desc, p.created_at limit 1`.execute(tx)
  return rows[0]?.id
}

async function placeOf({ tx }: Ctx, cart: LockedCart, staffId: string) {
  const row = await tx
    .selectFrom('stores as s')
    .innerJoin('customers as c', join => join.on('c.id', '=', cart.customerId))
    .innerJoin('staff as f', join => join.on('f.id', '=', staffId))
    .where('s.id', '=', cart.storeId)
    .select([
      's.name',
      's.street',
      's.postal_code',
      's.city',
      's.country',
      's.opening_hours',
      's.time_zone',
      'c.language',
      'f.first_name',
    ])
    .executeTakeFirstOrThrow()
  return {
    timeZone: row.time_zone,
    language: row.language as Language,
    staffFirstName: row.first_name,
    store: {
      name: row.name,
      street: row.street,
      postalCode: row.postal_code,
      city: row.city,
      country: row.country,
      openingHours: row.opening_hours,
    },
  }
}
