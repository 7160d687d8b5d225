import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import {
  keepMade,
  keepOutcome,
  keepRows,
  type MergeLog,
  putBack,
  restoreColumns,
  rowsOf,
} from './merge-log.ts'

const key = ['store_id', 'customer_id']
type Row = { store_id: string; customer_id: string }

/** Stores that knew one of the two know the one; since the earlier day, and last in touch on the later. */
export async function mergeStores(ctx: Ctx, log: MergeLog): Promise<void> {
  const { survivorId, absorbedId } = log
  await keepRows(
    ctx,
    log,
    'customer_stores',
    key,
    sql`t.customer_id = any(${[survivorId, absorbedId]}::uuid[])`,
  )
  await sql`
    update customer_stores s set since = least(s.since, a.since), last_contact_at = greatest(s.last_contact_at, a.last_contact_at)
    from customer_stores a where s.customer_id = ${survivorId} and a.customer_id = ${absorbedId} and a.store_id = s.store_id`.execute(
    ctx.tx,
  )
  const { rows } = await sql<Row>`
    insert into customer_stores select (jsonb_populate_record(a, jsonb_build_object('customer_id', ${survivorId}::uuid))).*
    from customer_stores a where a.customer_id = ${absorbedId} on conflict do nothing returning store_id, customer_id`.execute(
    ctx.tx,
  )
  await ctx.tx.deleteFrom('customer_stores').where('customer_id', '=', absorbedId).execute()
  await keepOutcome(ctx, log, 'customer_stores', key)
  await keepMade(ctx, log, 'customer_stores', rows)
}

/** A store that knew only the absorbed forgets the survivor, unless they write to each other by now. */
export async function unmergeStores(ctx: Ctx, log: MergeLog): Promise<void> {
  await putBack(ctx, log, 'customer_stores', sql`(r.key ->> 'customer_id')::uuid = ${log.absorbedId}`)
  for (const row of await rowsOf<Row>(ctx, log, 'customer_stores')) {
    if (row.before === null) {
      await sql`delete from customer_stores k where k.store_id = ${row.key.store_id} and k.customer_id = ${log.survivorId}
        and not exists (select from conversations c where c.store_id = k.store_id and c.customer_id = k.customer_id)`.execute(
        ctx.tx,
      )
    } else if (row.key.customer_id === log.survivorId) {
      await restoreColumns(ctx, log, 'customer_stores', key, ['since', 'last_contact_at'], row.key)
    }
  }
}
