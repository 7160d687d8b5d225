import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import { publishAll } from '../../platform/events.ts'
import {
  addAddresses,
  addContactPoints,
  addExternalIds,
  addOrderNumbers,
  addPeople,
  changeProfiles,
  dropOldNumbers,
  holdFilters,
  makeKnown,
} from '../customers/index.ts'
import { refreshFigures } from './figures.ts'
import type { Plan } from './plan.ts'

/**
 * Writes what was decided, a statement a table. `given`: an order that has been here, and is this customer's from now on.
 * @returns whether a newcomer's phone or email was taken meanwhile by somebody who does not lock contacts; then the
 * caller takes all of it back and decides again
 */
export async function writePlan(
  ctx: Ctx,
  plan: Plan,
  given?: { orderId: string; customerId: string | null },
): Promise<'written' | 'overtaken'> {
  const people = [...plan.people.values()]
  const newcomers = people.filter(one => one.before === null)
  const changed = people.filter(
    one => one.before !== null && JSON.stringify(one.before) !== JSON.stringify(one.after),
  )
  await tell(ctx, plan, new Set(changed.map(one => one.after.id)))
  await addPeople(
    ctx,
    newcomers.map(one => ({ ...one.after, created_at: one.since })),
  )
  await changeProfiles(
    ctx,
    changed.map(one => one.after),
  )
  const lost = await addContactPoints(ctx, plan.points)
  const fresh = new Set(newcomers.map(one => one.after.id))
  if (lost.some(point => fresh.has(point.customerId))) return 'overtaken'
  await addExternalIds(ctx, plan.externalIds)
  await writeOrders(ctx, plan)
  if (given)
    await ctx.tx
      .updateTable('orders')
      .set({
        customer_id: given.customerId,
        matched_by: given.customerId && 'staff',
        guest: given.customerId === null,
      })
      .where('id', '=', given.orderId)
      .execute()
  const left = [...new Set(plan.written.flatMap(one => one.takenFrom ?? []))]
  const buyers = [...new Set([...plan.written.flatMap(one => one.customerId ?? []), ...left])].sort()
  const known = [...plan.known.values()]
  await holdFilters(ctx, known)
  await refreshFigures(ctx, buyers)
  await addAddresses(ctx, plan.addresses)
  await addOrderNumbers(ctx, numbersOf(plan))
  await dropOldNumbers(ctx, [
    ...plan.written.flatMap(one => (one.outcome === 'updated' ? (one.customerId ?? []) : [])),
    ...left,
  ])
  await noteAssignments(ctx, plan)
  // Last, for what lists are filtered by is written from all of the above, once.
  await makeKnown(ctx, known)
  return 'written'
}

async function writeOrders({ tx, clock }: Ctx, { rows, written, ambiguous, settled }: Plan): Promise<void> {
  const known = new Set(written.flatMap(one => (one.outcome === 'updated' ? one.orderId : [])))
  const updated = rows.flatMap(row => (known.has(row.orders.id) ? row.orders.id : []))
  if (updated.length > 0) {
    const these = sql`any(${updated}::uuid[])`
    await sql`delete from order_return_lines where return_id in (select id from order_returns where order_id = ${these})`.execute(
      tx,
    )
    for (const table of ['order_returns', 'deliveries', 'order_lines'] as const)
      await sql`delete from ${sql.table(table)} where order_id = ${these}`.execute(tx)
  }
  await insertRows(
    tx,
    'orders',
    rows.map(row => row.orders),
    sql`on conflict (source, external_id) do update set ${sql.raw(rewritten)}`,
  )
  for (const table of ['order_lines', 'deliveries', 'order_returns', 'order_return_lines'] as const)
    await insertRows(
      tx,
      table,
      rows.flatMap(row => row[table] as never[]),
    )
  if (settled.length > 0) await tx.deleteFrom('ambiguous_orders').where('order_id', 'in', settled).execute()
  await insertRows(
    tx,
    'ambiguous_orders',
    ambiguous.map(one => ({ ...one, since: clock.now() })),
    sql`on conflict (order_id) do update set phone_customer_id = excluded.phone_customer_id, email_customer_id = excluded.email_customer_id`,
  )
}

// A version replaces the one before it, but for who it is and since when we have it.
const rewritten = [
  'number',
  'version',
  'placed_at',
  'currency',
  'customer_id',
  'matched_by',
  'store_id',
  'staff_id',
  'origin',
  'state',
  'guest',
  'shipping_minor',
  'discount_minor',
  'tax_minor',
  'tax_included',
  'total_minor',
  'totals_differ',
  'units',
  'returned_units',
  'returned_minor',
  'given_customer',
  'shipping_address',
  'attributes',
]
  .map(column => `${column} = excluded.${column}`)
  .join(', ')

const numbersOf = ({ written }: Plan) =>
  written.flatMap(({ customerId, number }) => (customerId ? [{ customerId, number }] : []))

/** Whoever a rule gave a colleague or a store has that in their history, like any other assignment. */
async function noteAssignments(ctx: Ctx, plan: Plan): Promise<void> {
  const at = ctx.clock.now()
  await insertRows(
    ctx.tx,
    'customer_assignments',
    [...plan.people.values()].flatMap(({ before, after }) =>
      (before?.assigned_staff_id ?? null) === after.assigned_staff_id &&
      (before?.home_store_id ?? null) === after.home_store_id
        ? []
        : [
            {
              customer_id: after.id,
              at,
              by_staff_id: null,
              staff_before: before?.assigned_staff_id ?? null,
              staff_after: after.assigned_staff_id,
              store_before: before?.home_store_id ?? null,
              store_after: after.home_store_id,
            },
          ],
    ),
  )
}

async function tell(ctx: Ctx, plan: Plan, changed: ReadonlySet<string>): Promise<void> {
  const storeOf = new Map([...plan.known.values()].map(one => [one.customer_id, one.store_id]))
  const told = new Set<string>()
  await publishAll(
    ctx,
    plan.written.flatMap(({ orderId, outcome, customerId, takenFrom, storeId }) => {
      const person = customerId ? plan.people.get(customerId) : undefined
      const subject = { storeId: storeId ?? (customerId && storeOf.get(customerId)) ?? null, customerId }
      const recorded = { type: 'order.recorded' as const, subject, data: { orderId, outcome } }
      // Whose it was until now has one order less on every screen.
      const left = takenFrom
        ? [{ ...recorded, subject: { storeId: subject.storeId, customerId: takenFrom } }]
        : []
      if (!customerId || !person || told.has(customerId)) return [...left, recorded]
      told.add(customerId)
      const what = person.before === null ? 'created' : changed.has(customerId) ? 'updated' : null
      return what
        ? [{ type: 'customer.changed' as const, subject, data: { what } as const }, ...left, recorded]
        : [...left, recorded]
    }),
  )
}
