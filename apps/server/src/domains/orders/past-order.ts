import { type GivenOrder, OrderInput } from '@rapport/contract'
import { sql } from 'kysely'
import type { Reading, Viewer } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'

export type PastOrder = {
  id: string
  customerId: string | null
  storeId: string | null
  /** Its customer came to be known by it. */
  madeCustomer: boolean
  order: GivenOrder
}
type Row = Omit<PastOrder, 'order'> & { given: unknown }

/**
 * An order of the past as it was given: what rules and the queue look at again. Its returns and deliveries are left out.
 * By id, or by number as people type it, the newest first.
 * @throws Refusal NOT_FOUND also for one of a store that is not the viewer's
 */
export async function readPastOrder(
  { tx, viewer }: Pick<Reading, 'tx'> & { viewer: Viewer },
  named: string,
): Promise<PastOrder> {
  const byId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(named)
  const { rows } = await sql<Row>`
    select o.id, o.customer_id as "customerId", o.store_id as "storeId",
      coalesce(o.matched_by = 'created', false) as "madeCustomer",
      json_build_object('source', o.source, 'externalId', o.external_id, 'number', o.number,
        'version', to_char(o.version at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'placedAt', to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'currency', o.currency, 'store', o.store_id, 'staffEmail', s.email, 'origin', o.origin, 'state', o.state,
        'guest', o.guest, 'customer', o.given_customer, 'shippingMinor', o.shipping_minor,
        'discountMinor', o.discount_minor, 'taxMinor', o.tax_minor, 'taxIncluded', o.tax_included,
        'totalMinor', o.total_minor, 'shippingAddress', o.shipping_address, 'attributes', o.attributes,
        'lines', (select json_agg(json_build_object('externalId', l.external_id, 'variant', v.external_id, 'sku', l.sku,
            'barcode', l.barcode, 'name', l.name, 'colour', l.colour, 'size', l.size, 'quantity', l.quantity,
            'unitPriceMinor', l.unit_price_minor, 'discountMinor', l.discount_minor, 'taxMinor', l.tax_minor,
            'totalMinor', l.total_minor, 'fulfilment', l.fulfilment) order by l.position)
          from order_lines l left join variants v on v.id = l.variant_id where l.order_id = o.id)) as given
    from orders o left join staff s on s.id = o.staff_id
    where ${byId ? sql`o.id = ${named}` : sql`o.search_number = upper(regexp_replace(${named}, '[^[:alnum:]]', '', 'g'))`}
      and (o.store_id = any(${[...viewer.storeIds]}::uuid[]) or (o.store_id is null and ${viewer.permissions.has('business.manage')}))
    order by o.placed_at desc limit 1`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  const { given, ...rest } = row
  return { ...rest, order: OrderInput.parse(given) }
}
