import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepRows, type MergeLog } from './merge-log.ts'

const alike = sql`(o.line1, o.line2, o.postal_code, o.city, o.region, o.country) is not distinct from (t.line1, t.line2, t.postal_code, t.city, t.region, t.country)`

/** The absorbed's addresses come behind the survivor's; one that both have is not had twice. */
export async function mergeAddresses(ctx: Ctx, log: MergeLog): Promise<void> {
  const theirs = sql`t.customer_id = ${log.absorbedId}
    and not exists (select from customer_addresses o where o.customer_id = ${log.survivorId} and ${alike})`
  await keepRows(ctx, log, 'customer_addresses', ['id'], theirs)
  await sql`
    update customer_addresses t set customer_id = ${log.survivorId},
      position = t.position + 1 + coalesce((select max(position) from customer_addresses where customer_id = ${log.survivorId}), 0)
    where ${theirs}`.execute(ctx.tx)
}

/** An address that was changed since goes back as it is now; one that was taken away stays away. */
export async function unmergeAddresses(ctx: Ctx, log: MergeLog): Promise<void> {
  await sql`
    update customer_addresses t set customer_id = ${log.absorbedId}, position = (r.before ->> 'position')::int
    from merge_rows r where r.merge_id = ${log.mergeId} and r.table_name = 'customer_addresses'
      and t.id = (r.key ->> 'id')::uuid and t.customer_id = ${log.survivorId}`.execute(ctx.tx)
}
