import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** Who may have a conversation of this store unread; with it `unread_conversations` is reached by its key. */
export const readersOf = (storeId: string) =>
  sql`array(select staff_id from staff_stores where store_id = ${storeId})`

/**
 * Unread by everyone of the store from this line on, where it was not already (INB-2).
 * @param line.at the conversation's own `last_message_at`, to the millisecond: the two stand in one order
 */
export async function markUnread(
  ctx: Ctx,
  line: { storeId: string; conversationId: string; sequence: number; at: Date },
): Promise<void> {
  const { storeId, conversationId, sequence, at } = line
  await sql`
    insert into unread_conversations (staff_id, conversation_id, store_id, mine, count, first_sequence, last_message_at)
    select ss.staff_id, ${conversationId}, ss.store_id,
      ss.staff_id = any(array(select staff_id from conversation_members where conversation_id = ${conversationId})), 1, ${sequence}, ${at}
    from staff_stores ss
    join staff s on s.id = ss.staff_id and s.state = 'active'
    where ss.store_id = ${storeId}
    order by ss.staff_id
    on conflict (staff_id, conversation_id) do update set count = unread_conversations.count + 1, last_message_at = excluded.last_message_at`.execute(
    ctx.tx,
  )
}

/** Unread carries the conversation’s order, so that its list is one index (decision 0011). */
export async function moveUnread(ctx: Ctx, storeId: string, conversationId: string): Promise<void> {
  await sql`
    update unread_conversations u set last_message_at = c.last_message_at from conversations c
    where c.id = ${conversationId} and u.conversation_id = c.id
      and u.staff_id = any(${readersOf(storeId)})`.execute(ctx.tx)
}
