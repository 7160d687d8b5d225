import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Person } from './person.ts'

/**
 * Orders that name the person and are not theirs: those with an address of theirs or the source's id of them, and those of
 * which they were a candidate. One that is somebody else's stays so, and loses what it says of its buyer; one that is
 * nobody's is a guest's from here on, for without that nobody can tell any more whose it was.
 * @returns the person, with those that are nobody's among their orders: what erasing does to their own, it does to these
 */
export async function withOrdersNaming(ctx: Ctx, person: Person): Promise<Person> {
  const keys = await keysOf(ctx, person)
  const given = sql`order_given_keys(o.source, o.given_customer, o.shipping_address)`
  const theirs = sql`any(${person.customers}::uuid[])`
  const { rows } = await sql<{ id: string; unclaimed: boolean }>`
    with naming as (
      select o.id, o.customer_id, ${given} as given from orders o
      where ${given} && ${keys}::text[] and (o.given_customer is not null or o.shipping_address is not null)
      union all
      select o.id, o.customer_id, null from ambiguous_orders a join orders o on o.id = a.order_id
      where a.phone_customer_id = ${theirs} or a.email_customer_id = ${theirs})
    select distinct n.id, n.customer_id is null as unclaimed from naming n
    where n.customer_id is null or (n.customer_id <> all(${person.customers}::uuid[])
      -- Not one whose buyer has that very address, or one that ends alike.
      and (n.given is null or exists (select unnest(n.given) intersect select unnest(${keys}::text[])
        except select ${keyOfPoint} from contact_points p where p.customer_id = n.customer_id)))`.execute(
    ctx.tx,
  )
  const claimed = rows.filter(row => !row.unclaimed).map(row => row.id)
  await sql`update orders set given_customer = null, shipping_address = null, attributes = '{}' where id = any(${claimed}::uuid[])`.execute(
    ctx.tx,
  )
  return { ...person, orders: [...person.orders, ...rows.filter(row => row.unclaimed).map(row => row.id)] }
}

/** As `order_given_keys` has it. */
const keyOfPoint = sql`case p.kind when 'email' then 'email ' || p.value else 'phone ' || right(p.value, 7) end`

async function keysOf(ctx: Ctx, person: Person): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select ${keyOfPoint} as key from contact_points p where p.id = any(${person.points}::uuid[]) and p.erased_hash is null
    union select 'id ' || source || ' ' || external_id from customer_external_ids where customer_id = any(${person.customers}::uuid[])`.execute(
    ctx.tx,
  )
  return rows.map(row => row.key)
}
