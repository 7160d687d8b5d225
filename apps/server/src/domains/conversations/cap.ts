import type { Ctx, Reading } from '../../platform/context.ts'
import { isReply, type Purpose } from '../consent/index.ts'

/** What the cap is asked of and what fills it: an answer of the house and a receipt do neither. */
const counted: readonly Purpose[] = ['text', 'opt_in_request']

/** When the oldest of the last `frequencyCap` unprompted messages leaves the window; null while there is room (CON-9). */
export async function capFreesAt(
  reading: Reading,
  question: { customerId: string; purpose: Purpose; messageId?: string },
  business: { frequencyCap: number | null; frequencyDays: number },
): Promise<Date | null> {
  if (business.frequencyCap === null || !counted.includes(question.purpose)) return null
  const windowMs = business.frequencyDays * 24 * 60 * 60_000
  const oldest = await reading.tx
    .selectFrom('unprompted_sends')
    .select('at')
    .where('customer_id', '=', question.customerId)
    .where('at', '>', new Date(reading.clock.now().getTime() - windowMs))
    .$if(question.messageId !== undefined, query => query.where('message_id', '<>', question.messageId ?? ''))
    .orderBy('at', 'desc')
    .offset(business.frequencyCap - 1)
    .limit(1)
    .executeTakeFirst()
  return oldest ? new Date(oldest.at.getTime() + windowMs) : null
}

/** CON-9: only what was not asked for counts; an answer to a customer who has just written does not. */
export async function countTowardsCap(
  ctx: Ctx,
  conversation: { id: string; customerId: string },
  messageId: string,
): Promise<void> {
  const { last_inbound_at } = await ctx.tx
    .selectFrom('conversations')
    .select('last_inbound_at')
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow()
  const now = ctx.clock.now()
  if (isReply({ now, lastInboundAt: last_inbound_at })) return
  await ctx.tx
    .insertInto('unprompted_sends')
    .values({ customer_id: conversation.customerId, at: now, message_id: messageId })
    .execute()
}

/** What was taken back before it went was never sent. */
export async function takeOffCap(ctx: Ctx, customerId: string, messageId: string): Promise<void> {
  await ctx.tx
    .deleteFrom('unprompted_sends')
    .where('customer_id', '=', customerId)
    .where('message_id', '=', messageId)
    .execute()
}
