import type { AuditAction } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { recordAudit } from '../audit/index.ts'

/** Whoever changes how the business sells does it one after the other. */
export const lockSelling = (ctx: Ctx) =>
  ctx.tx.selectFrom('selling_settings').select('singleton').forUpdate().execute()

/** Writes down what was changed of selling, and tells the open screens. */
export async function changed(
  ctx: Ctx,
  action: AuditAction & `selling.${string}`,
  change: { subject: string; before?: unknown; after?: unknown },
): Promise<void> {
  await recordAudit(ctx, action, change)
  await publish(ctx, 'settings.changed', {}, { what: 'selling' })
}
