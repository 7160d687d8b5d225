import type { StaffMember, StaffSummary } from '@rapport/contract'
import { sql } from 'kysely'
import { type Ctx, mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { invalid, notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { mustKeepAnAdmin } from './roles.ts'

/** Everyone of a store of mine. */
export async function colleagues(reading: StaffReading, storeId: string): Promise<StaffSummary[]> {
  mustSeeStore(reading.viewer, storeId)
  const rows = await reading.tx
    .selectFrom('staff as s')
    .innerJoin('staff_stores as k', 'k.staff_id', 's.id')
    .where('k.store_id', '=', storeId)
    .where('s.state', '=', 'active')
    .select(['s.id', 's.first_name', 's.last_name', 's.hue'])
    .orderBy('s.first_name')
    .limit(500)
    .execute()
  return rows.map(row => ({ id: row.id, firstName: row.first_name, lastName: row.last_name, hue: row.hue }))
}

export async function hasPin(reading: StaffReading): Promise<boolean> {
  const row = await reading.tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', reading.viewer.staffId)
    .where('pin_hash', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function listStaff(reading: Pick<Reading, 'tx'>, only?: string): Promise<StaffMember[]> {
  const rows = await reading.tx
    .selectFrom('staff as s')
    .innerJoin('roles as r', 'r.id', 's.role_id')
    .$if(only !== undefined, query => query.where('s.id', '=', only ?? ''))
    .select([
      's.id',
      's.first_name',
      's.last_name',
      's.hue',
      's.email',
      's.state',
      'r.id as role_id',
      'r.name as role_name',
    ])
    .select([
      sql<string[]>`array(select store_id::text from staff_stores k where k.staff_id = s.id order by 1)`.as(
        'store_ids',
      ),
      sql<Date | null>`(select max(updated_at) from auth_sessions a where a.user_id = s.auth_user_id)`.as(
        'last_seen_at',
      ),
    ])
    .orderBy('s.first_name')
    .orderBy('s.id')
    .limit(2000)
    .execute()
  return rows.map(row => ({
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    hue: row.hue,
    email: row.email ?? '',
    role: { id: row.role_id, name: row.role_name },
    storeIds: row.store_ids,
    state: row.state as StaffMember['state'],
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }))
}

type NewStaff = {
  authUserId: string
  firstName: string
  lastName: string
  email: string
  roleId: string
  storeIds: string[]
}

/** @throws Refusal EMAIL_TAKEN, INVALID for a role or store that does not exist */
export async function addStaff(ctx: Ctx, input: NewStaff): Promise<StaffMember> {
  const { id } = await ctx.tx
    .insertInto('staff')
    .values({
      auth_user_id: input.authUserId,
      first_name: input.firstName,
      last_name: input.lastName,
      email: input.email.toLowerCase(),
      hue: sql<number>`1 + (select count(*)::int from staff) % 7`,
      role_id: input.roleId,
      created_at: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(error => {
      throw violates(error, 'staff_email_key')
        ? emailTaken()
        : violates(error, 'staff_role_id_fkey')
          ? invalid('There is no such role.')
          : error
    })
  await setStores(ctx, id, input.storeIds)
  await recordAudit(ctx, 'staff.added', {
    subject: input.email,
    after: { roleId: input.roleId, storeIds: input.storeIds },
  })
  return memberOf(ctx, id)
}
export const emailTaken = () => new Refusal('EMAIL_TAKEN', 409, 'Someone already signs in with this email.')

type Change = {
  staffId: string
  roleId?: string | undefined
  storeIds?: string[] | undefined
  state?: 'active' | 'left' | undefined
}

/**
 * Changes role, stores or state; holds from the person's next request on, and their open screens are told (ACC-4).
 * @throws Refusal NOT_FOUND, LAST_ADMIN
 */
export async function updateStaff(ctx: Ctx, input: Change): Promise<StaffMember> {
  const [before] = await listStaff(ctx, input.staffId)
  if (!before) throw notFound()
  if (input.roleId || input.state) {
    await ctx.tx
      .updateTable('staff')
      .set({
        ...(input.roleId ? { role_id: input.roleId } : {}),
        ...(input.state ? { state: input.state } : {}),
      })
      .where('id', '=', input.staffId)
      .execute()
      .catch(error => {
        throw violates(error, 'staff_role_id_fkey') ? invalid('There is no such role.') : error
      })
  }
  if (input.storeIds) await setStores(ctx, input.staffId, input.storeIds)
  if (input.state === 'left') {
    await sql`delete from auth_sessions where user_id = (select auth_user_id from staff where id = ${input.staffId})`.execute(
      ctx.tx,
    )
  }
  await mustKeepAnAdmin(ctx)
  const after = await memberOf(ctx, input.staffId)
  await recordAudit(ctx, 'staff.changed', {
    subject: before.email,
    before: accessOf(before),
    after: accessOf(after),
  })
  await publish(ctx, 'staff.access_changed', { staffId: input.staffId }, {})
  return after
}

const accessOf = (member: StaffMember) => ({
  role: member.role.name,
  storeIds: member.storeIds,
  state: member.state,
})

async function setStores(ctx: Ctx, staffId: string, storeIds: string[]): Promise<void> {
  await ctx.tx.deleteFrom('staff_stores').where('staff_id', '=', staffId).execute()
  const unique = [...new Set(storeIds)]
  if (unique.length > 0) {
    await ctx.tx
      .insertInto('staff_stores')
      .values(unique.map(store_id => ({ staff_id: staffId, store_id })))
      .execute()
      .catch(error => {
        throw violates(error, 'staff_stores_store_id_fkey') ? invalid('There is no such store.') : error
      })
  }
  // What one may no longer see is no longer unread.
  await ctx.tx
    .deleteFrom('unread_conversations')
    .where('staff_id', '=', staffId)
    .$if(unique.length > 0, query => query.where('store_id', 'not in', unique))
    .execute()
}

async function memberOf(ctx: Ctx, staffId: string): Promise<StaffMember> {
  const [member] = await listStaff(ctx, staffId)
  if (!member) throw notFound()
  return member
}
