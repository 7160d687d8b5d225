import type { Duplicate, DuplicateReason, ListEnd } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf, readFrom } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { readSides } from './duplicate-sides.ts'

type Input = {
  storeId: string
  customerId?: string | undefined
  first: ListEnd
  cursor?: string | undefined
  limit: number
}
type Row = { first_id: string; second_id: string; reasons: DuplicateReason[]; sort: string }

const mineToo = (reading: StaffReading, id: 'first_id' | 'second_id') => sql`
  exists (select from customer_stores m where m.customer_id = ${sql.ref(`d.${id}`)} and m.store_id = any(${[...reading.viewer.storeIds]}::uuid[]))`

/** Pairs who may be one person, from either end of when they were found; of whom my stores know both, for only then one can decide. */
export async function listDuplicates(reading: StaffReading, input: Input) {
  mustSeeStore(reading.viewer, input.storeId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id', 'id'])
  const { after, way } = readFrom(input.first)
  const { rows } = await sql<Row>`
    select d.first_id, d.second_id, c.reasons, to_char(d.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from duplicate_stores d join duplicate_candidates c on c.first_id = d.first_id and c.second_id = d.second_id
    where d.store_id = ${input.storeId} and ${mineToo(reading, 'first_id')} and ${mineToo(reading, 'second_id')}
      ${input.customerId ? sql`and ${input.customerId}::uuid in (d.first_id, d.second_id)` : sql``}
      ${cursor ? sql`and (d.found_at, d.first_id, d.second_id) ${after} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid, ${cursor[2]}::uuid)` : sql``}
    order by d.found_at ${way}, d.first_id ${way}, d.second_id ${way} limit ${sql.lit(input.limit + 1)}`.execute(
    reading.tx,
  )
  const sides = await readSides(
    reading,
    input.storeId,
    rows.flatMap(row => [row.first_id, row.second_id]),
  )
  return pageOf(
    rows,
    input.limit,
    (row): Duplicate => {
      const [first, second] = [sides.get(row.first_id), sides.get(row.second_id)]
      if (!first || !second) throw new Error('A candidate names somebody who is not there.')
      return { first, second, reasons: row.reasons, foundAt: new Date(row.sort).toISOString() }
    },
    row => [row.sort, row.first_id, row.second_id],
  )
}

/** These two are not one person, and are not proposed again. @throws Refusal NOT_FOUND */
export async function dismissDuplicate(
  ctx: StaffCtx,
  input: { firstId: string; secondId: string },
): Promise<void> {
  const [first, second] = [input.firstId, input.secondId].sort()
  const { rows } = await sql<{ first_id: string }>`
    update duplicate_candidates d set dismissed_at = ${ctx.clock.now()}, dismissed_by = ${ctx.viewer.staffId}
    where first_id = ${first} and second_id = ${second} and ${mineToo(ctx, 'first_id')} and ${mineToo(ctx, 'second_id')} returning first_id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw notFound()
  await recordAudit(ctx, 'customer.duplicate_dismissed', {
    subject: input.firstId,
    after: { otherId: input.secondId },
  })
}
