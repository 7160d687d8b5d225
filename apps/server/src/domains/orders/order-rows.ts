import type { GivenOrder } from '@rapport/contract'
import type { Insertable } from 'kysely'
import type { DB } from '../../platform/db/database.ts'
import { idOf } from '../../platform/new-id.ts'
import type { Goods } from './goods.ts'
import { lineFinder } from './line-refs.ts'
import type { Ours } from './scene.ts'
import { totalsOf } from './totals.ts'

/** What of an order was decided, not given. */
export type Decided = {
  id: string
  customerId: string | null
  matchedBy: string | null
  storeId: string | null
  staffId: string | null
  recordedAt: Date
  ours?: Ours | undefined
}
export type OrderRows = {
  orders: Insertable<DB['orders']>
  order_lines: Insertable<DB['order_lines']>[]
  deliveries: Insertable<DB['deliveries']>[]
  order_returns: Insertable<DB['order_returns']>[]
  order_return_lines: Insertable<DB['order_return_lines']>[]
}

/** The rows of an order. Those of its parts have the same ids in every version, so that what names them stays true. */
export function rowsOf(order: GivenOrder, decided: Decided, goods: Goods): OrderRows {
  const { id } = decided
  const place = lineFinder(order.lines)
  const lines = order.lines.map((line, n) => lineRow(id, line, n + 1, goods))
  const returns = order.returns.map((one, n) => ({
    id: idOf(id, 'return', n + 1),
    order_id: id,
    position: n + 1,
    external_id: one.externalId ?? null,
    kind: one.kind,
    at: one.at,
    reason: one.reason ?? null,
    amount_minor: one.amountMinor,
  }))
  return {
    orders: orderRow(order, decided),
    order_lines: lines,
    deliveries: order.deliveries.map((one, n) => ({
      id: idOf(id, 'delivery', n + 1),
      order_id: id,
      position: n + 1,
      external_id: one.externalId ?? null,
      carrier: one.carrier ?? null,
      tracking: one.tracking ?? null,
      tracking_url: one.trackingUrl ?? null,
      shipped_at: one.shippedAt ?? null,
      delivered_at: one.deliveredAt ?? null,
      line_positions: one.lines.flatMap(ref => place(ref) ?? []),
    })),
    order_returns: returns,
    order_return_lines: order.returns.flatMap((one, n) =>
      one.lines.map((line, m) => {
        const replacement = line.replacement && goods.of({ variant: line.replacement.variant })
        return {
          return_id: returns[n]?.id ?? '',
          position: m + 1,
          order_line_id: lines[(place(line.line) ?? 0) - 1]?.id ?? null,
          quantity: line.quantity,
          replacement_variant_id: replacement?.id ?? null,
          replacement_name: line.replacement
            ? (line.replacement.name ?? replacement?.name ?? line.replacement.variant ?? null)
            : null,
        }
      }),
    ),
  }
}

function orderRow(order: GivenOrder, decided: Decided): Insertable<DB['orders']> {
  const totals = totalsOf(order)
  return {
    id: decided.id,
    source: order.source,
    external_id: order.externalId,
    number: order.number ?? order.externalId,
    version: order.version,
    placed_at: order.placedAt,
    currency: order.currency,
    customer_id: decided.customerId,
    matched_by: decided.matchedBy,
    store_id: decided.storeId,
    staff_id: decided.staffId,
    origin: order.origin,
    state: order.state,
    guest: order.guest || decided.customerId === null,
    shipping_minor: order.shippingMinor,
    discount_minor: order.discountMinor,
    tax_minor: order.taxMinor,
    tax_included: order.taxIncluded,
    total_minor: order.totalMinor,
    totals_differ: totals.differ,
    units: totals.units,
    returned_units: totals.returnedUnits,
    returned_minor: totals.returnedMinor,
    given_customer: asJson(order.customer),
    shipping_address: asJson(order.shippingAddress),
    attributes: asJson(order.attributes) ?? {},
    recorded_at: decided.recordedAt,
    cart_id: decided.ours?.cartId ?? null,
    conversation_id: decided.ours?.conversationId ?? null,
  }
}

function lineRow(
  orderId: string,
  line: GivenOrder['lines'][number],
  position: number,
  goods: Goods,
): Insertable<DB['order_lines']> & { id: string } {
  const sold = goods.of(line)
  return {
    id: idOf(orderId, 'line', position),
    order_id: orderId,
    position,
    external_id: line.externalId ?? null,
    variant_id: sold?.id ?? null,
    product_id: sold?.productId ?? null,
    sku: line.sku ?? sold?.sku ?? null,
    barcode: line.barcode ?? sold?.barcode ?? null,
    name: line.name,
    colour: line.colour ?? sold?.colour ?? null,
    size: line.size ?? sold?.size ?? null,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    discount_minor: line.discountMinor,
    tax_minor: line.taxMinor,
    total_minor: line.totalMinor,
    fulfilment: line.fulfilment,
  }
}

/** As JSON of its own: the rows travel as JSON as a whole. */
const asJson = (value: object | null | undefined) => (value ? JSON.parse(JSON.stringify(value)) : null)
