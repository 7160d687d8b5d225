import type { GivenOrder } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { givenOrder, keyOf } from './given.ts'
import { loadGoods } from './goods.ts'
import { rowsOf } from './order-rows.ts'
import { loadPlaces, type Places } from './places.ts'

/**
 * The version under which an order is known that these values describe as it is. For whoever has orders without a
 * version and must not take each repetition for a change. What is not in such a file counts for nothing: deliveries and
 * returns; nor does a person in it for an order that has none, who may have been erased since.
 * @returns for each value the version, or undefined where the order is unknown, has changed, or is none
 */
export async function knownVersions(ctx: Ctx, values: readonly unknown[]): Promise<(string | undefined)[]> {
  const now = ctx.clock.now()
  const orders = values.map(value => {
    const order = givenOrder(value, now)
    return order instanceof Refusal ? undefined : order
  })
  const given = orders.filter(order => order !== undefined)
  if (given.length === 0) return orders.map(() => undefined)
  const ids = await idsOf(ctx, given)
  if (ids.size === 0) return orders.map(() => undefined)
  const places = await loadPlaces(ctx)
  const goods = await loadGoods(ctx, given)
  const rows = given.flatMap(order => {
    const id = ids.get(keyOf(order))
    const at = placeOf(order, places)
    if (id === undefined || at === undefined) return []
    const decided = { id, ...at, customerId: null, matchedBy: null, recordedAt: now }
    return [{ order, ...rowsOf(order, decided, goods) }]
  })
  const found = await sameAs(ctx, rows)
  const versions = new Map(rows.map(({ order, orders: { id } }) => [order, found.get(id)]))
  return orders.map(order => order && versions.get(order))
}

async function idsOf({ tx }: Ctx, orders: readonly GivenOrder[]): Promise<Map<string, string>> {
  const keys = orders.map(({ source, externalId }) => ({ source, external_id: externalId }))
  const { rows } = await sql<{ id: string; source: string; external_id: string }>`
    select o.id, o.source, o.external_id
    from json_to_recordset(${JSON.stringify(keys)}::json) as g (source text, external_id text)
    join orders o using (source, external_id)`.execute(tx)
  return new Map(rows.map(row => [keyOf({ source: row.source, externalId: row.external_id }), row.id]))
}

function placeOf(order: GivenOrder, places: Places) {
  const store = order.store ? places.store(order.store) : undefined
  // One that will be refused is not the one that we have.
  if (order.store && !store) return undefined
  const seller = order.staffEmail ? places.seller(order.staffEmail) : undefined
  return { storeId: store?.id ?? null, staffId: seller?.id ?? null }
}

const columns = sql.raw(
  [
    ...['number', 'placed_at', 'currency', 'store_id', 'staff_id', 'origin', 'state', 'shipping_minor'],
    ...['discount_minor', 'tax_minor', 'tax_included', 'total_minor', 'attributes'],
  ].join(', '),
)

async function sameAs(
  { tx }: Ctx,
  rows: readonly Pick<ReturnType<typeof rowsOf>, 'orders' | 'order_lines'>[],
): Promise<Map<string, string>> {
  const orders = JSON.stringify(rows.map(row => row.orders))
  const lines = JSON.stringify(rows.flatMap(row => row.order_lines))
  const { rows: same } = await sql<{ id: string; version: Date }>`
    with lines as materialized (select * from json_populate_recordset(null::order_lines, ${lines}::json)),
    given as materialized (select * from json_populate_recordset(null::orders, ${orders}::json))
    select o.id, o.version from given g join orders o on o.id = g.id
    where (select row(${columns}) from (select o.*) one) is not distinct from (select row(${columns}) from (select g.*) one)
      and (o.given_customer is null
        or row(o.given_customer, o.shipping_address) is not distinct from row(g.given_customer, g.shipping_address))
      and (select array_agg(l order by l.position) from order_lines l where l.order_id = o.id)
        is not distinct from (select array_agg(l::order_lines order by l.position) from lines l where l.order_id = o.id)`.execute(
    tx,
  )
  return new Map(same.map(({ id, version }) => [id, version.toISOString()]))
}
