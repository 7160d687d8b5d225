import type { Delivery, Order, OrderLine, OrderReturn } from '@rapport/contract'
import { type Selectable, sql } from 'kysely'
import type { Reading, StaffReading, Viewer } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { notFound } from '../../platform/refusal.ts'
import { pictureOfLine, shippingOf } from './rows.ts'

type OrderRecord = Selectable<DB['orders']> & {
  customer_name: string | null
  store_name: string | null
  staff_first: string | null
  staff_last: string | null
  shipping: Order['shipping']
}

/**
 * One order, whole. Its store sees it, and every store that knows its customer.
 * @throws Refusal NOT_FOUND
 */
export async function readOrder(reading: StaffReading, orderId: string): Promise<Order> {
  const { rows } = await sql<OrderRecord>`
    select o.*, c.name as customer_name, t.name as store_name, s.first_name as staff_first, s.last_name as staff_last,
      ${shippingOf('o')} as shipping
    from orders o left join customers c on c.id = o.customer_id left join stores t on t.id = o.store_id
    left join staff s on s.id = o.staff_id where o.id = ${orderId}`.execute(reading.tx)
  const [order] = rows
  if (!order || !(await sees(reading, reading.viewer, order))) throw notFound()
  return {
    id: order.id,
    source: order.source,
    externalId: order.external_id,
    number: order.number,
    version: order.version.toISOString(),
    placedAt: order.placed_at.toISOString(),
    state: order.state as Order['state'],
    origin: order.origin as Order['origin'],
    cartId: order.cart_id,
    conversationId: order.conversation_id,
    guest: order.guest,
    customer: order.customer_id ? { id: order.customer_id, name: order.customer_name ?? '' } : null,
    matchedBy: order.matched_by as Order['matchedBy'],
    store: order.store_id ? { id: order.store_id, name: order.store_name ?? '' } : null,
    staffName: order.staff_first === null ? null : `${order.staff_first} ${order.staff_last}`.trim(),
    currency: order.currency,
    lines: await linesOf(reading, orderId),
    shippingMinor: order.shipping_minor,
    discountMinor: order.discount_minor,
    taxMinor: order.tax_minor,
    taxIncluded: order.tax_included,
    totalMinor: order.total_minor,
    returnedMinor: order.returned_minor,
    totalsDiffer: order.totals_differ,
    shipping: order.shipping,
    shippingAddress: order.shipping_address as Order['shippingAddress'],
    deliveries: await deliveriesOf(reading, orderId),
    returns: await returnsOf(reading, orderId),
  }
}

/** @throws Refusal NOT_FOUND when this order is not for the viewer's eyes */
export async function mustSeeOrder(reading: StaffReading, orderId: string): Promise<void> {
  const order = await reading.tx
    .selectFrom('orders')
    .select(['store_id', 'customer_id'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!order || !(await sees(reading, reading.viewer, order))) throw notFound()
}

async function sees(
  { tx }: Pick<Reading, 'tx'>,
  viewer: Viewer,
  order: { store_id: string | null; customer_id: string | null },
): Promise<boolean> {
  if (order.store_id ? viewer.storeIds.includes(order.store_id) : viewer.permissions.has('business.manage'))
    return true
  if (!order.customer_id || viewer.storeIds.length === 0) return false
  const knows = await tx
    .selectFrom('customer_stores')
    .select('store_id')
    .where('customer_id', '=', order.customer_id)
    .where('store_id', 'in', [...viewer.storeIds])
    .limit(1)
    .executeTakeFirst()
  return knows !== undefined
}

async function linesOf({ tx }: Pick<Reading, 'tx'>, orderId: string): Promise<OrderLine[]> {
  const { rows } = await sql<OrderLine>`
    select l.id, l.name, l.colour, l.size, l.sku, l.product_id as "productId", l.variant_id as "variantId",
      ${pictureOfLine('l')} as "pictureUrl", l.quantity,
      coalesce(sum(b.quantity) filter (where r.kind = 'return'), 0)::int as "returnedQuantity",
      coalesce(sum(b.quantity) filter (where r.kind = 'exchange'), 0)::int as "exchangedQuantity",
      l.unit_price_minor as "unitPriceMinor", l.discount_minor as "discountMinor", l.tax_minor as "taxMinor",
      l.total_minor as "totalMinor", l.fulfilment
    from order_lines l left join order_return_lines b on b.order_line_id = l.id
    left join order_returns r on r.id = b.return_id
    where l.order_id = ${orderId} group by l.id order by l.position`.execute(tx)
  return rows
}

async function deliveriesOf({ tx }: Pick<Reading, 'tx'>, orderId: string): Promise<Delivery[]> {
  const { rows } = await sql<
    Omit<Delivery, 'shippedAt' | 'deliveredAt'> & { shipped_at: Date | null; delivered_at: Date | null }
  >`
    select d.id, d.carrier, d.tracking, d.tracking_url as "trackingUrl", d.shipped_at, d.delivered_at,
      array(select l.id::text from order_lines l where l.order_id = d.order_id
        and (l.position = any(d.line_positions) or (d.line_positions = '{}' and l.fulfilment = 'ship'))
        order by l.position) as "lineIds"
    from deliveries d where d.order_id = ${orderId} order by d.position`.execute(tx)
  return rows.map(({ shipped_at, delivered_at, ...row }) => ({
    ...row,
    shippedAt: shipped_at?.toISOString() ?? null,
    deliveredAt: delivered_at?.toISOString() ?? null,
  }))
}

async function returnsOf({ tx }: Pick<Reading, 'tx'>, orderId: string): Promise<OrderReturn[]> {
  const { rows } = await sql<Omit<OrderReturn, 'at'> & { at: Date }>`
    select r.id, r.kind, r.at, r.reason, r.amount_minor as "amountMinor",
      coalesce((select json_agg(json_build_object('lineId', l.id, 'name', l.name, 'quantity', b.quantity,
          'replacement', case when b.replacement_name is not null then json_build_object('name', b.replacement_name,
            'productId', v.product_id, 'pictureUrl', ${pictureOfLine('v')}) end) order by b.position)
        from order_return_lines b left join order_lines l on l.id = b.order_line_id
        left join variants v on v.id = b.replacement_variant_id where b.return_id = r.id), '[]') as lines
    from order_returns r where r.order_id = ${orderId} order by r.position`.execute(tx)
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}
