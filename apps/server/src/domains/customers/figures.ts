import type { Figures } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** What a customer bought in one currency, reckoned by whoever keeps the orders. */
export type CustomerFigures = {
  customerId: string
  currency: string
  orders: number
  units: number
  returnedUnits: number
  /** Before returns. */
  spentMinor: number
  returnedMinor: number
  firstOrderAt: Date
  lastOrderAt: Date
  lastStoreId: string | null
  lastOrderId: string | null
  /** Names of up to three products of the last order, the dearest first. */
  lastProducts: readonly string[]
}

/**
 * Replaces all figures of these customers; what is not given is no more. The caller has locked the customers
 * (`lockCustomers`), so that what it reckoned still holds.
 */
export async function setFigures(
  ctx: Ctx,
  customerIds: readonly string[],
  figures: readonly CustomerFigures[],
): Promise<void> {
  if (customerIds.length === 0) return
  await sql`
    delete from customer_figures f where f.customer_id = any(${[...customerIds]}::uuid[])
      and not exists (select from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as g ("customerId" uuid, currency text)
        where g."customerId" = f.customer_id and g.currency = f.currency)`.execute(ctx.tx)
  if (figures.length === 0) return
  await sql`
    insert into customer_figures as f (customer_id, currency, orders, units, returned_units, spent_minor, returned_minor,
      first_order_at, last_order_at, last_store_id, last_order_id, last_products)
    select "customerId", currency, orders, units, "returnedUnits", "spentMinor", "returnedMinor", "firstOrderAt", "lastOrderAt",
      "lastStoreId", "lastOrderId", array(select jsonb_array_elements_text("lastProducts") limit 3)
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as g ("customerId" uuid, currency text, orders int, units int, "returnedUnits" int,
      "spentMinor" bigint, "returnedMinor" bigint, "firstOrderAt" timestamptz, "lastOrderAt" timestamptz, "lastStoreId" uuid, "lastOrderId" uuid,
      "lastProducts" jsonb)
    order by "customerId", currency
    on conflict (customer_id, currency) do update set orders = excluded.orders, units = excluded.units,
      returned_units = excluded.returned_units, spent_minor = excluded.spent_minor, returned_minor = excluded.returned_minor,
      first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, last_store_id = excluded.last_store_id,
      last_order_id = excluded.last_order_id, last_products = excluded.last_products
    where f is distinct from excluded`.execute(ctx.tx)
}

/** By which numbers a customer's orders are found; any spelling. Numbers that are there already stay. @returns the new ones */
export async function addOrderNumbers(
  ctx: Ctx,
  numbers: readonly { customerId: string; number: string }[],
): Promise<{ customer_id: string; number: string }[]> {
  const rows = numbers.flatMap(({ customerId, number }) => {
    const folded = foldOrderNumber(number)
    return folded ? [{ customer_id: customerId, number: folded }] : []
  })
  const { rows: made } = await sql<{ customer_id: string; number: string }>`
    insert into customer_order_numbers (customer_id, number)
    select customer_id, number from json_populate_recordset(null::customer_order_numbers, ${JSON.stringify(rows)}::json)
    on conflict do nothing returning customer_id, number`.execute(ctx.tx)
  return made
}

/** These customers' orders may be numbered otherwise by now: what none of theirs is called any more finds nobody. */
export async function dropOldNumbers({ tx }: Pick<Ctx, 'tx'>, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await sql`
    delete from customer_order_numbers n where n.customer_id = any(${[...customerIds]}::uuid[]) and not exists (
      select from orders o where o.customer_id = n.customer_id
        and left(upper(regexp_replace(normalize(o.number, NFKC), '[^[:alnum:]]', '', 'g')), 60) = n.number)`.execute(
    tx,
  )
}

/** Letters and digits only, upper case: `#1042-b` and `1042B` are one. */
export const foldOrderNumber = (number: string) =>
  number
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .slice(0, 60)

export type FiguresRow = Omit<Figures, 'lifetimeMinor' | 'averageMinor' | 'returnRate'> & {
  lastProducts: string[]
}

/** For `select` from `customers c`: the figures as `FiguresRow[]`, the currency they spend most in first. */
export const figuresJson = sql`coalesce((select json_agg(json_build_object('currency', g.currency, 'orders', g.orders, 'units', g.units,
    'returnedUnits', g.returned_units, 'spentMinor', g.spent_minor, 'returnedMinor', g.returned_minor,
    'firstOrderAt', to_char(g.first_order_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'lastOrderAt', to_char(g.last_order_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'lastStore', case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end,
    'lastProducts', g.last_products) order by g.spent_minor desc, g.currency)
  from customer_figures g left join stores s on s.id = g.last_store_id where g.customer_id = c.id), '[]')`

export function figuresOf({ lastProducts: _, ...row }: FiguresRow): Figures {
  const lifetimeMinor = row.spentMinor - row.returnedMinor
  return {
    ...row,
    lifetimeMinor,
    averageMinor: row.orders > 0 ? Math.round(lifetimeMinor / row.orders) : 0,
    returnRate: row.units > 0 ? row.returnedUnits / row.units : 0,
  }
}
