import { defaultDiscountLimits, defaultRoles, type Permission, type Role } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'

/** The four roles every business starts with (ACC-2). @returns their ids by name */
export async function seedRoles(ctx: Ctx): Promise<Record<keyof typeof defaultRoles, string>> {
  const rows = await ctx.tx
    .insertInto('roles')
    .values(
      Object.entries(defaultRoles).map(([name, permissions]) => ({
        name,
        built_in: true,
        permissions: [...permissions],
        discount_limit_bp: defaultDiscountLimits[name as keyof typeof defaultRoles],
      })),
    )
    .returning(['id', 'name'])
    .execute()
  return Object.fromEntries(rows.map(row => [row.name, row.id])) as Record<keyof typeof defaultRoles, string>
}

export async function listRoles(reading: Reading): Promise<Role[]> {
  const rows = await reading.tx.selectFrom('roles').selectAll().orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    builtIn: row.built_in,
    permissions: row.permissions as Permission[],
  }))
}

export const lastAdmin = () =>
  new Refusal('LAST_ADMIN', 409, 'Someone must remain who can manage staff and roles.')

/**
 * Changes a role, or adds one under a new id. Whoever has it is told at once.
 * @throws Refusal ROLE_NAME_TAKEN; LAST_ADMIN when nobody could manage staff any more
 */
export async function saveRole(
  ctx: Ctx,
  input: { roleId: string; name: string; permissions: Permission[] },
): Promise<Role> {
  const before = await ctx.tx
    .selectFrom('roles')
    .selectAll()
    .where('id', '=', input.roleId)
    .forUpdate()
    .executeTakeFirst()
  const permissions = [...new Set(input.permissions)]
  await ctx.tx
    .insertInto('roles')
    .values({ id: input.roleId, name: input.name, permissions })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ name: input.name, permissions }))
    .execute()
    .catch(error => {
      throw violates(error, 'roles_name_key')
        ? new Refusal('ROLE_NAME_TAKEN', 409, 'Another role has this name.')
        : error
    })
  await mustKeepAnAdmin(ctx)
  await recordAudit(ctx, 'role.saved', {
    subject: input.name,
    before: before && { name: before.name, permissions: before.permissions },
    after: { name: input.name, permissions },
  })
  const holders = await ctx.tx.selectFrom('staff').select('id').where('role_id', '=', input.roleId).execute()
  for (const holder of holders) await publish(ctx, 'staff.access_changed', { staffId: holder.id }, {})
  return { id: input.roleId, name: input.name, builtIn: before?.built_in ?? false, permissions }
}

/** @throws Refusal LAST_ADMIN */
export async function mustKeepAnAdmin(ctx: Ctx): Promise<void> {
  // Two admins who take it from each other at the same moment: the second waits here, and then sees the first's change.
  await sql`select pg_advisory_xact_lock(7305)`.execute(ctx.tx)
  const left = await ctx.tx
    .selectFrom('staff as s')
    .innerJoin('roles as r', 'r.id', 's.role_id')
    .where('s.state', '=', 'active')
    .where(({ eb, val }) => eb('r.permissions', '@>', val(['staff.manage', 'role.manage'])))
    .select('s.id')
    .limit(1)
    .executeTakeFirst()
  if (!left) throw lastAdmin()
}
