import type { OrderRecorded } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { attribute } from './attribute.ts'
import { readPastOrder } from './past-order.ts'
import { loadPlaces } from './places.ts'
import { nothing } from './plan.ts'
import { incomingOf, setScene } from './scene.ts'
import { writePlan } from './write.ts'

type Input = {
  orderId: string
  as: { kind: 'customer'; customerId: string } | { kind: 'new' } | { kind: 'guest' }
}

/**
 * Says whose an ambiguous order is; it is decided once, and later versions of the order keep it.
 * A new customer gets none of the keys that are somebody else's.
 * @throws Refusal NOT_FOUND when nothing of the viewer's waits under this id; NOT_A_CANDIDATE
 */
export async function resolveOrder(ctx: StaffCtx, { orderId, as }: Input): Promise<OrderRecorded> {
  const past = await readPastOrder(ctx, orderId)
  const incoming = incomingOf([past.order], await loadPlaces(ctx))
  const scene = await setScene(ctx, await loadPlaces(ctx), incoming)
  const waiting = await ctx.tx
    .selectFrom('ambiguous_orders')
    .select(['phone_customer_id', 'email_customer_id'])
    .where('order_id', '=', orderId)
    .where('resolved_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const [one] = scene.incoming
  if (!waiting || !one) throw notFound()
  const candidates = [waiting.phone_customer_id, waiting.email_customer_id]
  if (as.kind === 'customer' && !(candidates.includes(as.customerId) && scene.profiles.has(as.customerId)))
    throw new Refusal('NOT_A_CANDIDATE', 409, 'Choose one of the two customers that the order names.')

  const plan = nothing()
  const customerId =
    as.kind === 'guest'
      ? null
      : attribute(plan, scene, one, as.kind === 'customer' ? as.customerId : undefined)
  plan.written.push({
    orderId,
    number: past.order.number ?? past.order.externalId,
    outcome: 'updated',
    customerId,
    takenFrom: null,
    storeId: past.storeId,
  })
  await ctx.tx
    .updateTable('ambiguous_orders')
    .set({ resolved_at: ctx.clock.now(), resolved_by: ctx.viewer.staffId, resolution: as.kind })
    .where('order_id', '=', orderId)
    .execute()
  await writePlan(ctx, plan, { customerId, orderId })
  await recordAudit(ctx, 'order.resolved', {
    subject: past.order.number ?? past.order.externalId,
    storeId: past.storeId,
    before: { candidates },
    after: { as: as.kind, customerId },
  })
  return { outcome: 'updated', orderId, customerId, ambiguous: false }
}
