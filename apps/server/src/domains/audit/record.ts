import type { AuditAction } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'

type Change = { subject: string; storeId?: string | null; before?: unknown; after?: unknown }

/** Writes down who changed what, in the change's own transaction (AUD-1). */
export async function recordAudit(ctx: Ctx, action: AuditAction, change: Change): Promise<void> {
  const staff = ctx.actor.kind === 'staff' ? ctx.actor : null
  await ctx.tx
    .insertInto('audit_entries')
    .values({
      at: ctx.clock.now(),
      staff_id: staff?.staffId ?? null,
      ip: staff?.ip ?? null,
      action,
      subject: change.subject,
      store_id: change.storeId ?? null,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
    })
    .execute()
}
