import type { CartKind, CartState, Fulfilment, OrderAddress, StaffSummary } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'

export type LoadedItem = {
  id: string
  variantId: string
  productId: string
  name: string
  colour: string | null
  size: string | null
  sku: string | null
  pictureUrl: string | null
  weightG: number | null
  taxClass: 'standard' | 'reduced' | 'zero'
  quantity: number
  fulfilment: Fulfilment
  unitPriceMinor: number
  taxIncluded: boolean
  allowedBp: number
  /** Product and variant are still sold. */
  sold: boolean
  priceNow: { amountMinor: number; taxIncluded: boolean } | null
  /** Where it is to come from, less what other carts were promised. */
  available: number
}
export type LoadedDiscount = {
  id: string
  itemId: string | null
  kind: 'amount' | 'percent'
  value: number
  reason: string
  givenBy: StaffSummary
  approvedBy: StaffSummary | null
}
/** A cart as the tables have it now, before anything is reckoned. */
export type LoadedCart = {
  id: string
  storeId: string
  customer: { id: string; firstName: string; lastName: string; language: string }
  conversationId: string | null
  kind: CartKind
  /** As it is written; see `stateAt`. */
  state: CartState
  version: number
  sharedVersion: number | null
  sharedAt: Date | null
  token: string
  currency: string
  endsAt: Date
  store: { country: string; region: string | null }
  address: OrderAddress | null
  /** The chosen rate, offered or not. */
  chosen: { id: string; name: string } | null
  openedBy: StaffSummary
  staff: StaffSummary
  orderId: string | null
  requotedFrom: string | null
  createdAt: Date
  changedAt: Date
  items: LoadedItem[]
  discounts: LoadedDiscount[]
}

const person = (alias: string): RawBuilder<unknown> =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'firstName', ${sql.ref(`${alias}.first_name`)},
    'lastName', ${sql.ref(`${alias}.last_name`)}, 'hue', ${sql.ref(`${alias}.hue`)})`

/** A cart with everything that it is made of; undefined when there is none. */
export async function loadCart({ tx, clock }: Reading, cartId: string): Promise<LoadedCart | undefined> {
  const { rows: carts } = await sql<Omit<LoadedCart, 'items' | 'discounts'>>`
    select c.id, c.store_id as "storeId", c.kind, c.state, c.version, c.shared_version as "sharedVersion", c.shared_at as "sharedAt", c.token,
      c.currency, end_of_day(c.day, s.time_zone) as "endsAt", c.address, c.order_id as "orderId", c.requoted_from as "requotedFrom",
      c.created_at as "createdAt", c.changed_at as "changedAt", json_build_object('country', s.country, 'region', s.region) as store,
      json_build_object('id', k.id, 'firstName', k.first_name, 'lastName', k.last_name, 'language', k.language) as customer,
      (select json_build_object('id', h.id, 'name', h.name) from shipping_rates h where h.id = c.shipping_rate_id) as chosen,
      (select v.id from conversations v where v.store_id = c.store_id and v.customer_id = c.customer_id) as "conversationId",
      ${person('o')} as "openedBy", ${person('f')} as staff
    from carts c join stores s on s.id = c.store_id join customers k on k.id = c.customer_id
      join staff o on o.id = c.opened_by join staff f on f.id = c.staff_id
    where c.id = ${cartId}`.execute(tx)
  const [cart] = carts
  if (!cart) return undefined
  const { rows: items } = await sql<LoadedItem>`
    select i.id, i.variant_id as "variantId", p.id as "productId", p.name, v.colour, v.size, v.sku, v.weight_g as "weightG",
      p.tax_class as "taxClass", i.quantity, i.fulfilment, i.unit_price_minor as "unitPriceMinor", i.tax_included as "taxIncluded",
      i.allowed_bp as "allowedBp", p.active and v.active as sold,
      (select x.url from product_pictures x where x.product_id = p.id
        order by x.colour is not distinct from v.colour desc, x.colour is null desc, x.position limit 1) as "pictureUrl",
      case when r.variant_id is not null then json_build_object('amountMinor', r.amount_minor, 'taxIncluded', r.tax_included) end as "priceNow",
      ${availableOf(sql`i.variant_id`, sql`case when i.fulfilment = 'in_store' then c.store_id end`, sql`c.id`, clock.now())} as available
    from cart_items i join carts c on c.id = i.cart_id join variants v on v.id = i.variant_id join products p on p.id = v.product_id
      left join prices r on r.variant_id = v.id and r.currency = c.currency
    where i.cart_id = ${cartId} order by i.position`.execute(tx)
  const { rows: discounts } = await sql<LoadedDiscount>`
    select d.id, d.item_id as "itemId", d.kind, d.value, d.reason, ${person('g')} as "givenBy",
      case when a.id is not null then ${person('a')} end as "approvedBy"
    from cart_discounts d join staff g on g.id = d.given_by left join staff a on a.id = d.approved_by
    where d.cart_id = ${cartId} order by d.id`.execute(tx)
  return { ...cart, items, discounts }
}

/**
 * How many of a variant a place (null: the warehouse) can still promise: its stock, less what other carts were promised
 * whose day is not over.
 */
export const availableOf = (
  variantId: RawBuilder<unknown>,
  storeId: RawBuilder<unknown>,
  besides: RawBuilder<unknown>,
  now: Date,
): RawBuilder<number> => sql`(
  coalesce((select k.quantity from stock k where k.variant_id = ${variantId} and k.store_id is not distinct from ${storeId}), 0)
  - coalesce((select sum(n.quantity) from stock_reservations n join carts q on q.id = n.cart_id join stores t on t.id = q.store_id
      where n.variant_id = ${variantId} and n.store_id is not distinct from ${storeId} and n.cart_id <> ${besides}
        and end_of_day(q.day, t.time_zone) > ${now}), 0))::int`
