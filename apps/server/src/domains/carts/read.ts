import type { Cart } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { mustKnow } from '../customers/index.ts'
import { discountLimitOf } from '../staff/index.ts'
import { standingOf } from './standing.ts'

/** @throws Refusal NOT_FOUND when it is of no store of theirs */
export async function readCart(reading: StaffReading, input: { cartId: string }): Promise<Cart> {
  await mustSeeCart(reading, input.cartId)
  const { cart } = await standingOf(
    reading,
    input.cartId,
    await discountLimitOf(reading, reading.viewer.staffId),
  )
  return cart
}

/** What the button in a conversation opens; null when there is none, or its day is over. */
export async function readCurrentCart(
  reading: StaffReading,
  input: { storeId: string; customerId: string },
): Promise<Cart | null> {
  await mustKnow(reading, input)
  const { rows } = await sql<{ id: string }>`
    select c.id from carts c join stores s on s.id = c.store_id
    where c.store_id = ${input.storeId} and c.customer_id = ${input.customerId} and c.state = 'open'
      and end_of_day(c.day, s.time_zone) > ${reading.clock.now()}`.execute(reading.tx)
  return rows[0] ? readCart(reading, { cartId: rows[0].id }) : null
}

/** @throws Refusal NOT_FOUND */
export async function mustSeeCart(
  { tx, viewer }: Pick<StaffReading, 'tx' | 'viewer'>,
  cartId: string,
): Promise<void> {
  const seen = await tx
    .selectFrom('carts')
    .select('id')
    .where('id', '=', cartId)
    .where(({ eb, val }) => eb('store_id', '=', eb.fn.any(val([...viewer.storeIds]))))
    .executeTakeFirst()
  if (!seen) throw notFound()
}
