import type { RoleLimit } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'

/**
 * How much of a line's price somebody may give away by themselves, in hundredths of a percent; null: without limit.
 * Another system has no role of its own, and what the role «integration» may give.
 */
export async function discountLimitOf(reading: Pick<Reading, 'tx'>, staffId: string): Promise<number | null> {
  const row = await reading.tx
    .selectFrom('staff as s')
    .innerJoin('roles as r', join =>
      join.on(({ or, and, eb, ref }) =>
        or([
          eb('r.id', '=', ref('s.role_id')),
          and([eb('s.role_id', 'is', null), eb('r.built_in', '=', true), eb('r.name', '=', 'integration')]),
        ]),
      ),
    )
    .where('s.id', '=', staffId)
    .select('r.discount_limit_bp')
    .executeTakeFirst()
  return row ? row.discount_limit_bp : 0
}

export async function listDiscountLimits(reading: Pick<Reading, 'tx'>): Promise<RoleLimit[]> {
  const rows = await reading.tx
    .selectFrom('roles')
    .select(['id', 'name', 'discount_limit_bp'])
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(row => ({ roleId: row.id, name: row.name, limitBp: row.discount_limit_bp }))
}

/** Changes what a role may give away. It holds from the next discount on; what was given stays until it is changed. */
export async function saveDiscountLimit(
  ctx: Ctx,
  input: { roleId: string; limitBp: number | null },
): Promise<void> {
  const before = await ctx.tx
    .selectFrom('roles')
    .select(['name', 'discount_limit_bp'])
    .where('id', '=', input.roleId)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound()
  await ctx.tx
    .updateTable('roles')
    .set({ discount_limit_bp: input.limitBp })
    .where('id', '=', input.roleId)
    .execute()
  await recordAudit(ctx, 'selling.limit_changed', {
    subject: before.name,
    before: { limitBp: before.discount_limit_bp },
    after: { limitBp: input.limitBp },
  })
  await publish(ctx, 'settings.changed', {}, { what: 'selling' })
}
