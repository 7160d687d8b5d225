import type { EventType } from '@rapport/contract'
import { sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { readEvents } from '../../platform/follower.ts'

/** Whoever shares a common name with more people than this is not found by it. */
const most = 20

/**
 * Looks for others who may be the same person as these (CUS-7), each reason over its own index, and keeps what it found.
 * A pair that someone has dismissed stays dismissed; one that is no longer alike is forgotten.
 */
export async function findDuplicates(ctx: Ctx, customerIds: readonly string[]): Promise<number> {
  if (customerIds.length === 0) return 0
  const now = ctx.clock.now()
  const ids = sql`${[...customerIds]}::uuid[]`
  const { rows } = await sql<{ first_id: string; second_id: string }>`
    with people as materialized (select * from customers where id = any(${ids}) and merged_into is null and erased_at is null),
    alike (one, other, reason) as (
      select c.id, o.customer_id, 'phone' from people c join contact_points p on p.customer_id = c.id and p.kind <> 'email' and length(p.value) > 8
        cross join lateral (select o.customer_id from contact_points o where o.kind <> 'email' and right(ltrim(o.value, '+'), 9) = right(ltrim(p.value, '+'), 9)
          and o.customer_id <> c.id limit ${sql.lit(most)}) o
      union all
      select c.id, o.customer_id, 'email' from people c join contact_points p on p.customer_id = c.id and p.kind = 'email'
        cross join lateral (select o.customer_id from contact_points o where o.kind = 'email' and alike_email(o.value) = alike_email(p.value)
          and o.customer_id <> c.id limit ${sql.lit(most)}) o
      union all
      select c.id, o.id, 'name_birthday' from people c
        cross join lateral (select o.id from customers o where o.search_name = c.search_name and o.search_name <> '' and o.birthday = c.birthday and o.id <> c.id limit ${sql.lit(most)}) o
      union all
      select c.id, o.id, 'name_address' from people c join customer_addresses a on a.customer_id = c.id
        cross join lateral (select o.id from customers o join customer_addresses b on b.customer_id = o.id
          where o.search_name = c.search_name and o.search_name <> '' and o.id <> c.id and plain(b.line1) = plain(a.line1) and plain(b.city) = plain(a.city) limit ${sql.lit(most)}) o
      union all
      select phone_customer_id, email_customer_id, 'order' from ambiguous_orders where phone_customer_id = any(${ids}) or email_customer_id = any(${ids})),
    pairs as (
      select least(a.one, a.other) as first_id, greatest(a.one, a.other) as second_id, array_agg(distinct a.reason order by a.reason) as reasons
      from alike a join customers o on o.id = a.other and o.merged_into is null and o.erased_at is null
        join customers c on c.id = a.one and c.merged_into is null and c.erased_at is null where a.one <> a.other group by 1, 2),
    gone as (
      delete from duplicate_candidates d where (d.first_id = any(${ids}) or d.second_id = any(${ids})) and d.dismissed_at is null
        and not exists (select from pairs p where p.first_id = d.first_id and p.second_id = d.second_id))
    insert into duplicate_candidates as d (first_id, second_id, reasons, found_at)
    select first_id, second_id, reasons, ${now} from pairs order by 1, 2
    on conflict (first_id, second_id) do update set reasons = excluded.reasons
      where d.dismissed_at is null and d.reasons <> excluded.reasons returning first_id, second_id`.execute(
    ctx.tx,
  )
  return rows.length
}

const telling: readonly EventType[] = ['customer.changed']
const follower = 'duplicates'

/** Looks once more at everyone who was changed since the last time. @returns how many events were read */
export async function followChanges(runtime: Runtime): Promise<number> {
  let read = 0
  for (;;) {
    const count = await inTx(runtime, { kind: 'system' }, async ctx => {
      const { rows } = await sql<{ xid: string; id: number }>`
        insert into follower_cursors (follower, xid, id) values (${follower}, '0', 0) on conflict (follower) do update set id = follower_cursors.id
        returning xid::text as xid, id`.execute(ctx.tx)
      const from = rows[0] ?? { xid: '0', id: 0 }
      const batch = await readEvents(ctx.tx, from, 1000)
      const last = batch.at(-1)
      if (!last) return 0
      const changed = new Set(
        batch.flatMap(event =>
          telling.includes(event.type) && event.customer_id ? [event.customer_id] : [],
        ),
      )
      await findDuplicates(ctx, [...changed])
      await sql`update follower_cursors set xid = ${last.xid}::xid8, id = ${last.id} where follower = ${follower}`.execute(
        ctx.tx,
      )
      return batch.length
    })
    read += count
    if (count < 1000) return read
  }
}

/** Looks at everyone, page by page; for a database that was filled from elsewhere. */
export async function scanForDuplicates(
  runtime: Runtime,
  tell: (looked: number, found: number) => void = () => {},
): Promise<{ looked: number; found: number }> {
  let after = '00000000-0000-0000-0000-000000000000'
  let [looked, found] = [0, 0]
  for (;;) {
    const page = await runtime.db
      .selectFrom('customers')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    const last = page.at(-1)
    if (!last) return { looked, found }
    found += await inTx(runtime, { kind: 'system' }, ctx =>
      findDuplicates(
        ctx,
        page.map(one => one.id),
      ),
    )
    looked += page.length
    after = last.id
    tell(looked, found)
  }
}
