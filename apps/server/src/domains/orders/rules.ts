import { type AuditAction, type AutoPopulateRule, ruleTargets } from '@rapport/contract'
import type { Selectable } from 'kysely'
import type { Ctx, Reading, StaffCtx } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { attributeOf } from './rule-value.ts'

/** The rules in the order they run. */
export async function listRules({ tx }: Pick<Reading | Ctx, 'tx'>): Promise<AutoPopulateRule[]> {
  const rows = await tx
    .selectFrom('auto_populate_rules')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(ruleOf)
}

type Input = Omit<AutoPopulateRule, 'id' | 'position'> & { ruleId: string }

/**
 * Changes a rule, or adds one under a new id, behind the others. It holds from the next order on.
 * @throws Refusal TARGET_UNKNOWN when the attribute is not defined
 */
export async function saveRule(ctx: StaffCtx, { ruleId, ...rule }: Input): Promise<AutoPopulateRule> {
  await mustBeTarget(ctx, rule.target)
  const before = (await listRules(ctx)).find(one => one.id === ruleId)
  const values = {
    name: rule.name,
    target: rule.target,
    input: JSON.stringify(rule.input),
    runs: rule.runs,
    condition: rule.condition ? JSON.stringify(rule.condition) : null,
    active: rule.active,
  }
  const row = await ctx.tx
    .insertInto('auto_populate_rules')
    .values(({ selectFrom }) => ({
      id: ruleId,
      ...values,
      position: selectFrom('auto_populate_rules').select(({ fn, eb }) =>
        eb(fn.coalesce(fn.max('position'), eb.lit(0)), '+', 1).as('next'),
      ),
      created_at: ctx.clock.now(),
    }))
    .onConflict(conflict => conflict.column('id').doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow()
  await told(ctx, 'rule.saved', { subject: rule.name, before, after: ruleOf(row) })
  return ruleOf(row)
}

/** Deletes a rule; what it wrote stays. @throws Refusal NOT_FOUND */
export async function deleteRule(ctx: StaffCtx, { ruleId }: { ruleId: string }): Promise<void> {
  const gone = await ctx.tx
    .deleteFrom('auto_populate_rules')
    .where('id', '=', ruleId)
    .returningAll()
    .executeTakeFirst()
  if (!gone) throw notFound()
  await told(ctx, 'rule.deleted', { subject: gone.name, before: ruleOf(gone) })
}

/** Puts the rules in this order; those that are not named follow as they were. */
export async function sortRules(
  ctx: StaffCtx,
  { ruleIds }: { ruleIds: string[] },
): Promise<{ rules: AutoPopulateRule[] }> {
  const before = (await listRules(ctx)).map(rule => rule.id)
  const wanted = new Set(ruleIds)
  const order = [...new Set(ruleIds)].filter(id => before.includes(id))
  order.push(...before.filter(id => !wanted.has(id)))
  for (const [n, id] of order.entries())
    await ctx.tx
      .updateTable('auto_populate_rules')
      .set({ position: n + 1 })
      .where('id', '=', id)
      .execute()
  await told(ctx, 'rule.sorted', { subject: 'auto-populate rules', before, after: order })
  return { rules: await listRules(ctx) }
}

async function told(ctx: StaffCtx, action: AuditAction, change: Parameters<typeof recordAudit>[2]) {
  await recordAudit(ctx, action, change)
  await publish(ctx, 'settings.changed', {}, { what: 'auto_populate_rules' })
}

async function mustBeTarget({ tx }: Pick<Ctx, 'tx'>, target: AutoPopulateRule['target']): Promise<void> {
  if ((ruleTargets as readonly string[]).includes(target)) return
  const defined = await tx
    .selectFrom('attribute_definitions')
    .select('key')
    .where('key', '=', attributeOf(target) ?? '')
    .where('archived', '=', false)
    .executeTakeFirst()
  if (!defined)
    throw new Refusal('TARGET_UNKNOWN', 422, 'There is no such profile field. Define the attribute first.')
}

const ruleOf = (row: Selectable<DB['auto_populate_rules']>): AutoPopulateRule => ({
  id: row.id,
  name: row.name,
  target: row.target,
  input: row.input as AutoPopulateRule['input'],
  runs: row.runs as AutoPopulateRule['runs'],
  condition: row.condition as AutoPopulateRule['condition'],
  active: row.active,
  position: row.position,
})
