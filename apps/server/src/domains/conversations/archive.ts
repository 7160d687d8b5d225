import type { ConsentState } from '@rapport/contract'
import { sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { archivePlan } from './conversation.ts'
import { followConversation } from './members.ts'
import { readersOf } from './unread.ts'

/** Sets when the conversation leaves the inbox by itself, if nothing more happens from now on (INB-4). */
export async function planArchive(
  ctx: Ctx,
  conversationId: string,
  consent: { state: ConsentState; since: Date | null },
): Promise<void> {
  await ctx.tx
    .updateTable('conversations')
    .set({ archive_at: archivePlan(consent, ctx.clock.now()).at })
    .where('id', '=', conversationId)
    .execute()
}

const batch = 200

/** Conversations whose time in the inbox is over leave it (INB-4). @returns how many */
export async function archiveDue(runtime: Runtime): Promise<number> {
  let archived = 0
  for (;;) {
    const count = await inTx(runtime, { kind: 'system' }, async ctx => {
      const now = ctx.clock.now()
      const { rows } = await sql<{
        id: string
        store_id: string
        customer_id: string
        last_sequence: number
      }>`
        with due as (select id from conversations where active and archive_at <= ${now} order by archive_at limit ${sql.lit(batch)} for update skip locked)
        update conversations c set active = false, archived_at = ${now}, awaiting_since = null,
          -- A request that has just lapsed was not answered either, whichever of the two tasks came first.
          archive_reason = coalesce((select case when s.state = 'opted_out' then 'opted_out' when s.state = 'requested' then 'unanswered'
            when s.state = 'none' and c.archive_at < s.requested_at + interval '8 days' then 'unanswered' end from consent_states s
            where s.contact_point_id = c.contact_point_id and s.store_id = c.store_id and s.channel = c.channel), 'quiet')
        from due where c.id = due.id returning c.id, c.store_id, c.customer_id, c.last_sequence`.execute(
        ctx.tx,
      )
      for (const row of rows) {
        await followConversation(ctx, row.id)
        await sql`delete from unread_conversations where conversation_id = ${row.id} and staff_id = any(${readersOf(row.store_id)})`.execute(
          ctx.tx,
        )
        await publish(
          ctx,
          'conversation.changed',
          { storeId: row.store_id, conversationId: row.id, customerId: row.customer_id },
          { sequence: row.last_sequence, what: 'archived' },
        )
      }
      return rows.length
    })
    archived += count
    if (count < batch) return archived
  }
}
