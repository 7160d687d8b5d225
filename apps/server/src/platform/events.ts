import type { EventData, EventType } from '@rapport/contract'
import type { Ctx } from './context.ts'

type Subject = {
  storeId?: string | null
  conversationId?: string | null
  customerId?: string | null
  staffId?: string | null
}

/** Writes what happened, in the verb's own transaction; watchers are nudged once it commits. */
export async function publish<T extends EventType>(
  ctx: Ctx,
  type: T,
  subject: Subject,
  data: EventData[T],
): Promise<void> {
  await ctx.tx
    .insertInto('events')
    .values({
      at: ctx.clock.now(),
      type,
      store_id: subject.storeId ?? null,
      conversation_id: subject.conversationId ?? null,
      customer_id: subject.customerId ?? null,
      staff_id: subject.staffId ?? null,
      data: JSON.stringify(data),
    })
    .execute()
  ctx.nudgeAfterCommit('events')
}
