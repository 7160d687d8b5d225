import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** The conversation is among this person's own from now on (INB-1). */
export async function joinConversation(ctx: Ctx, staffId: string, conversationId: string): Promise<void> {
  await sql`
    insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active, awaiting)
    select ${staffId}, id, store_id, last_message_at, active, awaiting_since is not null from conversations where id = ${conversationId}
    on conflict do nothing`.execute(ctx.tx)
  await ctx.tx
    .updateTable('unread_conversations')
    .set({ mine: true })
    .where('staff_id', '=', staffId)
    .where('conversation_id', '=', conversationId)
    .where('mine', '=', false)
    .execute()
}

/** Members carry the conversation's order and state, so that My inbox is one index (measured: flat). */
export async function followConversation(ctx: Ctx, conversationId: string): Promise<void> {
  await sql`
    update conversation_members m set last_message_at = c.last_message_at, active = c.active, awaiting = c.awaiting_since is not null
    from conversations c where c.id = ${conversationId} and m.conversation_id = c.id`.execute(ctx.tx)
}
