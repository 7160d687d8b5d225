import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { endCartsOf } from '../carts/index.ts'
import { lockConsent } from '../consent/index.ts'
import { eraseFromFiles } from './erase-files.ts'
import { eraseFromNotes } from './erase-notes.ts'
import { withOrdersNaming } from './erase-orders.ts'
import { holdings } from './holdings.ts'
import { mustSeePerson, type Person, readPerson } from './person.ts'

/**
 * Erases a person for good, on their request (CUS-8): nothing names them any more. The proof of their consent stays under a
 * keyed hash, the books without them, and whoever makes them again cannot write to them.
 * @throws Refusal NOT_FOUND, VERSION_CHANGED
 */
export async function eraseCustomer(
  ctx: StaffCtx,
  input: { customerId: string; version?: number | undefined },
): Promise<{ erasedAt: string }> {
  await mustSeePerson(ctx, input.customerId)
  await erasePerson(ctx, input.customerId, 'request', input.version)
  return { erasedAt: ctx.clock.now().toISOString() }
}

/** @throws Refusal NOT_FOUND when they were erased meanwhile, VERSION_CHANGED */
export async function erasePerson(
  ctx: Ctx,
  customerId: string,
  cause: 'request' | 'retention',
  version?: number,
): Promise<void> {
  const held = await holdPerson(ctx, customerId)
  const { rows } = await sql<{ version: number; gone: boolean }>`
    select version, erased_at is not null or merged_into is not null as gone from customers where id = ${customerId}`.execute(
    ctx.tx,
  )
  if (!rows[0] || rows[0].gone) throw notFound()
  if (version !== undefined && rows[0].version !== version)
    throw new Refusal('VERSION_CHANGED', 412, 'This customer was changed meanwhile. Look again, then erase.')
  const now = ctx.clock.now()
  const stores = await ctx.tx
    .selectFrom('customer_stores')
    .select('store_id')
    .where('customer_id', '=', customerId)
    .orderBy('store_id')
    .execute()
  const person = await withOrdersNaming(ctx, held)
  await endCartsOf(ctx, person.customers)
  // First, for the ledger and the audit let words go only of who is erased.
  await sql`update customers set erased_at = ${now}, updated_at = ${now} where id = any(${person.customers}::uuid[])`.execute(
    ctx.tx,
  )
  await forgetAddresses(ctx, person)
  await eraseFromFiles(ctx, person)
  await eraseFromNotes(ctx, person)
  for (const { table, of, erase } of holdings) {
    if (erase === 'delete') await sql`delete from ${sql.table(table)} t where ${of(person)}`.execute(ctx.tx)
    else if ('set' in erase)
      await sql`update ${sql.table(table)} t set ${erase.set} where ${of(person)}`.execute(ctx.tx)
  }
  await ctx.tx
    .insertInto('erasures')
    .values({
      customer_id: customerId,
      at: now,
      by_staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      cause,
    })
    .execute()
  await recordAudit(ctx, 'customer.erased', { subject: customerId, storeId: stores[0]?.store_id ?? null })
  for (const { store_id } of stores)
    await publish(ctx, 'customer.changed', { storeId: store_id, customerId }, { what: 'updated' })
}

/** What must be remembered to be kept: whom not to write to, and what the carrier must not bring back. */
async function forgetAddresses(ctx: Ctx, person: Person): Promise<void> {
  const now = ctx.clock.now()
  await sql`
    insert into erased_contacts (hash, erased_at) select keyed_hash(kind, value), ${now} from contact_points
    where id = any(${person.points}::uuid[]) and erased_hash is null on conflict do nothing`.execute(ctx.tx)
  await sql`
    insert into erased_messages (hash, erased_at) select sha256(convert_to(provider_message_id, 'UTF8')), ${now} from messages
    where conversation_id = any(${person.conversations}::uuid[]) and direction = 'in' and provider_message_id is not null on conflict do nothing`.execute(
    ctx.tx,
  )
}

/** Consent, then conversations, then the customers: the order in which everyone takes them. */
async function holdPerson(ctx: Ctx, customerId: string): Promise<Person> {
  const before = await readPerson(ctx, customerId)
  for (const point of before.points) await lockConsent(ctx, point)
  await sql`select from conversations where id = any(${before.conversations}::uuid[]) order by id for update`.execute(
    ctx.tx,
  )
  await sql`select from customers where id = any(${before.customers}::uuid[]) order by id for update`.execute(
    ctx.tx,
  )
  return readPerson(ctx, customerId)
}
