import type { OrderAddress } from '@rapport/contract'
import { sql } from 'kysely'
import type { ReceiptContent, ReceiptRefund } from '../domains/checkout/index.ts'
import type { Reading } from '../platform/context.ts'
import { pageLanguage } from './language.ts'
import { reachOf } from './reach.ts'
import type { PageLanguage } from './texts.ts'
import type { Reach } from './write-back.ts'

export type SeenReceipt = {
  token: string
  language: PageLanguage
  content: ReceiptContent
  /** Null: an erased customer. */
  customer: { firstName: string; lastName: string } | null
  address: OrderAddress | null
  refunds: readonly ReceiptRefund[]
  reach: Reach | null
  now: Date
}

type Row = Pick<SeenReceipt, 'token' | 'content' | 'customer' | 'address'> & {
  language: string
  orderId: string
  storeId: string | null
  customerId: string | null
}

/** A receipt as its page and document show it, by its token or by its order; undefined when there is none. */
export async function seeReceipt(
  reading: Reading,
  by: { token: string } | { orderId: string },
  email: string | undefined,
): Promise<SeenReceipt | undefined> {
  const which = 'token' in by ? sql`r.token = ${by.token}` : sql`r.order_id = ${by.orderId}`
  const { rows } = await sql<Row>`
    select r.token, r.language, r.content, o.id as "orderId", o.store_id as "storeId", o.customer_id as "customerId", o.shipping_address as address,
      case when k.id is not null then json_build_object('firstName', k.first_name, 'lastName', k.last_name) end as customer
    from receipts r join orders o on o.id = r.order_id left join customers k on k.id = o.customer_id where ${which}`.execute(
    reading.tx,
  )
  const [row] = rows
  if (!row) return undefined
  const refunds = await reading.tx
    .selectFrom('refunds')
    .select(['created_at', 'settled_at', 'amount_minor', 'state'])
    .where('order_id', '=', row.orderId)
    .where('state', '<>', 'failed')
    .orderBy('created_at')
    .execute()
  return {
    ...row,
    language: pageLanguage(row.language) ?? 'en',
    refunds: refunds.map(one => ({
      at: (one.settled_at ?? one.created_at).toISOString(),
      amountMinor: Number(one.amount_minor),
      state: one.state === 'done' ? 'done' : 'underway',
    })),
    reach: row.storeId
      ? await reachOf(reading, { storeId: row.storeId, customerId: row.customerId }, email)
      : null,
    now: reading.clock.now(),
  }
}
