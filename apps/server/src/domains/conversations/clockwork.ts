import type { Channel } from '@rapport/contract'
import { sql } from 'kysely'
import { inTx, type Runtime } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { lockConsent, readConsent } from '../consent/index.ts'
import { followConversation, readersOf } from './append.ts'
import { changeConsent } from './consent-change.ts'

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

/** Opt-in requests that nobody answered lapse: the customer may be asked again, later (CON-3). @returns how many */
export async function lapseRequests(runtime: Runtime): Promise<number> {
  const due = await runtime.db
    .selectFrom('consent_states as s')
    .innerJoin('contact_points as p', 'p.id', 's.contact_point_id')
    .leftJoin('conversations as c', join =>
      join.onRef('c.store_id', '=', 's.store_id').onRef('c.customer_id', '=', 'p.customer_id'),
    )
    .where('s.state', '=', 'requested')
    .where('s.request_expires_at', '<=', runtime.clock.now())
    .select(['s.contact_point_id', 's.store_id', 's.channel', 'c.id', 'p.customer_id'])
    .orderBy('s.request_expires_at')
    .limit(1000)
    .execute()
  for (const row of due) {
    await inTx(runtime, { kind: 'system' }, async ctx => {
      const key = {
        contactPointId: row.contact_point_id,
        storeId: row.store_id,
        channel: row.channel as Channel,
      }
      await lockConsent(ctx, key.contactPointId)
      const consent = await readConsent(ctx, key)
      if (
        consent.state !== 'requested' ||
        !consent.requestExpiresAt ||
        consent.requestExpiresAt > ctx.clock.now()
      )
        return
      const kept = row.id
        ? await ctx.tx
            .selectFrom('conversations')
            .select(['archive_at', 'active'])
            .where('id', '=', row.id)
            .forUpdate()
            .executeTakeFirst()
        : null
      const thread = row.id ? { id: row.id, storeId: row.store_id, customerId: row.customer_id } : null
      await changeConsent(ctx, key, thread, { after: 'none', cause: 'lapsed', words: null, messageId: null })
      // Lapsing is no activity: the conversation leaves the inbox when it would have.
      if (row.id && kept)
        await ctx.tx
          .updateTable('conversations')
          .set({ archive_at: kept.archive_at })
          .where('id', '=', row.id)
          .execute()
    })
  }
  return due.length
}
