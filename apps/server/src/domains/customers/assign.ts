import type { Assignment, Customer, StaffSummary } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx, StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { publish } from '../../platform/events.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { lockCustomers, mustKnow, tellStores, touchCustomer } from './known.ts'
import { readCustomer } from './read.ts'

type Input = {
  storeId: string
  customerId: string
  staffId?: string | null | undefined
  homeStoreId?: string | null | undefined
}

/**
 * Gives a customer to an associate, a store, or both (CUS-3). A store that gets a customer knows them from then on. Both
 * sides are told, and the history says who did it.
 * @throws Refusal NOT_FOUND, NOT_AT_STORE when the associate's stores do not know the customer
 */
export async function assignCustomer(ctx: StaffCtx, input: Input): Promise<Customer> {
  await mustKnow(ctx, input)
  await lockCustomers(ctx, [input.customerId])
  const before = await ctx.tx
    .selectFrom('customers')
    .select(['assigned_staff_id as staffId', 'home_store_id as homeStoreId'])
    .where('id', '=', input.customerId)
    .executeTakeFirstOrThrow()
  const after = {
    staffId: input.staffId === undefined ? before.staffId : input.staffId,
    homeStoreId: input.homeStoreId === undefined ? before.homeStoreId : input.homeStoreId,
  }
  const moved = { staff: after.staffId !== before.staffId, store: after.homeStoreId !== before.homeStoreId }
  if (!moved.staff && !moved.store) return readCustomer(ctx, input)
  if (after.homeStoreId && moved.store) await makeKnownTo(ctx, input.customerId, after.homeStoreId)
  if (after.staffId && moved.staff) await mustMeetCustomer(ctx, input.customerId, after.staffId)
  await ctx.tx
    .updateTable('customers')
    .set({ assigned_staff_id: after.staffId, home_store_id: after.homeStoreId })
    .where('id', '=', input.customerId)
    .execute()
  await touchCustomer(ctx, input.customerId)
  await ctx.tx
    .insertInto('customer_assignments')
    .values({
      customer_id: input.customerId,
      at: ctx.clock.now(),
      by_staff_id: ctx.viewer.staffId,
      staff_before: before.staffId,
      staff_after: after.staffId,
      store_before: before.homeStoreId,
      store_after: after.homeStoreId,
    })
    .execute()
  await recordAudit(ctx, 'customer.assigned', {
    subject: input.customerId,
    storeId: input.storeId,
    before,
    after,
  })
  for (const [role, side, subject] of [
    ['before', before, moved.staff ? before.staffId : null],
    ['after', after, moved.staff ? after.staffId : null],
  ] as const)
    await publish(
      ctx,
      'customer.assigned',
      { storeId: side.homeStoreId ?? input.storeId, customerId: input.customerId, staffId: subject },
      { role, ...side, byStaffId: ctx.viewer.staffId },
    )
  await tellStores(ctx, input.customerId, 'assigned')
  return readCustomer(ctx, input)
}

async function makeKnownTo(ctx: Ctx, customerId: string, storeId: string): Promise<void> {
  const store = await ctx.tx.selectFrom('stores').select('id').where('id', '=', storeId).executeTakeFirst()
  if (!store) throw notFound()
  await ctx.tx
    .insertInto('customer_stores')
    .values({ store_id: storeId, customer_id: customerId, since: ctx.clock.now() })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

async function mustMeetCustomer(ctx: Ctx, customerId: string, staffId: string): Promise<void> {
  const met = await ctx.tx
    .selectFrom('staff as s')
    .innerJoin('staff_stores as w', 'w.staff_id', 's.id')
    .innerJoin('customer_stores as k', 'k.store_id', 'w.store_id')
    .where('s.id', '=', staffId)
    .where('s.state', '=', 'active')
    .where('k.customer_id', '=', customerId)
    .select('s.id')
    .executeTakeFirst()
  if (!met)
    throw new Refusal(
      'NOT_AT_STORE',
      422,
      'This person works at no store that knows the customer. Give the customer to their store too.',
    )
}

/** The first line of the history: who added the customer looks after them. */
export async function noteAssignment(ctx: StaffCtx, customerId: string, staffId: string): Promise<void> {
  await ctx.tx
    .insertInto('customer_assignments')
    .values({
      customer_id: customerId,
      at: ctx.clock.now(),
      by_staff_id: ctx.viewer.staffId,
      staff_after: staffId,
    })
    .execute()
}

type Row = {
  id: string
  at: Date
  place: string
  by: StaffSummary | null
  staff_before: StaffSummary | null
  staff_after: StaffSummary | null
  store_before: string | null
  store_after: string | null
}

/** Whom a customer was with, the latest first. */
export async function listAssignments(
  reading: StaffReading,
  input: { storeId: string; customerId: string; cursor?: string | undefined; limit: number },
) {
  await mustKnow(reading, input)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const person = (
    column: string,
  ) => sql`(select json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name, 'hue', s.hue)
    from staff s where s.id = a.${sql.ref(column)})`
  const { rows } = await sql<Row>`
    select a.id, a.at, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place, ${person('by_staff_id')} as by,
      ${person('staff_before')} as staff_before, ${person('staff_after')} as staff_after,
      (select name from stores where id = a.store_before) as store_before, (select name from stores where id = a.store_after) as store_after
    from customer_assignments a where a.customer_id = ${input.customerId}
      ${cursor ? sql`and (a.at, a.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by a.at desc, a.id desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    (row): Assignment => ({
      id: row.id,
      at: row.at.toISOString(),
      by: row.by,
      from: { staff: row.staff_before, storeName: row.store_before },
      to: { staff: row.staff_after, storeName: row.store_after },
    }),
    row => [row.place, row.id],
  )
}
