import type { EventData, EventType } from '@rapport/contract'
import type { Ctx } from './context.ts'
import { insertRows } from './db/insert-rows.ts'

type Subject = {
  storeId?: string | null
  conversationId?: string | null
  customerId?: string | null
  staffId?: string | null
}

type Happened = { [T in EventType]: { type: T; subject: Subject; data: EventData[T] } }[EventType]

/** As `publish`, for many at once, in their order. */
export async function publishAll(ctx: Ctx, happened: readonly Happened[]): Promise<void> {
  if (happened.length === 0) return
  const at = ctx.clock.now()
  await insertRows(
    ctx.tx,
    'events',
    happened.map(({ type, subject, data }) => ({
      at,
      type,
      store_id: subject.storeId ?? null,
      conversation_id: subject.conversationId ?? null,
      customer_id: subject.customerId ?? null,
      staff_id: subject.staffId ?? null,
      data,
    })),
  )
  ctx.nudgeAfterCommit('events')
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
