import type { Channel, FailureReason } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Runtime } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { OutgoingMessage } from '../../providers/sms.ts'
import { holdConsent, type Purpose } from '../consent/index.ts'
import { askGate, subjectOf } from '../conversations/index.ts'
import { failMessage } from './fail.ts'

/** The oldest message of each conversation that is due and has nothing before it, and nothing on its way. */
export async function dueMessages(runtime: Runtime, limit: number): Promise<string[]> {
  const now = runtime.clock.now()
  const { rows } = await sql<{ id: string }>`
    select m.id from messages m
    where m.status in ('queued', 'scheduled') and m.due_at <= ${now}
      and not exists (
        select from messages e where e.conversation_id = m.conversation_id and e.status in ('queued', 'scheduled', 'sending')
          and ((e.status = 'sending' and e.provider_message_id is null)
            or (e.sequence < m.sequence and (e.status = 'queued' or (e.status = 'scheduled' and e.due_at <= ${now})))))
    order by m.due_at, m.id limit ${sql.lit(limit)}`.execute(runtime.db)
  return rows.map(row => row.id)
}

/** What the gate is asked for each kind of message; anything else is a text, of which it asks most. */
const purposes: Record<string, Purpose> = {
  opt_in_request: 'opt_in_request',
  automatic: 'confirmation',
  receipt: 'receipt',
}

/**
 * Makes the message ours to hand over, if the gate still says so: the consent is held until this transaction ends (CON-2).
 * @returns undefined when it is not to go now, or another has it
 */
export async function claim(ctx: Ctx, messageId: string): Promise<OutgoingMessage | undefined> {
  const address = await ctx.tx
    .selectFrom('messages')
    .select('contact_point_id')
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!address?.contact_point_id) return undefined
  await holdConsent(ctx, address.contact_point_id)
  const message = await ctx.tx
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .innerJoin('contact_points as p', 'p.id', 'm.contact_point_id')
    .innerJoin('store_numbers as n', 'n.id', 'm.store_number_id')
    .where('m.id', '=', messageId)
    .where('m.status', 'in', ['queued', 'scheduled'])
    .where('m.due_at', '<=', ctx.clock.now())
    .select([
      'm.id',
      'm.conversation_id',
      'm.sequence',
      'm.store_id',
      'm.channel',
      'm.kind',
      'm.body',
      'm.contact_point_id',
      'm.provider_message_id',
    ])
    .select(['c.customer_id', 'p.value', 'n.phone'])
    .forUpdate('m')
    .skipLocked()
    .executeTakeFirst()
  if (!message) return undefined
  // The provider already has it (a callback told us): nothing is to be sent.
  if (message.provider_message_id) return undefined

  const decision = await askGate(ctx, {
    storeId: message.store_id,
    customerId: message.customer_id,
    contactPointId: message.contact_point_id ?? '',
    channel: message.channel as Channel,
    purpose: purposes[message.kind] ?? 'text',
    permitted: true,
    messageId,
  })
  if (decision.verdict === 'deny') {
    const reason: FailureReason = decision.reasons.includes('opted_out') ? 'opted_out' : 'denied_by_gate'
    await failMessage(ctx, messageId, { reason, code: decision.reasons[0] ?? null })
    return undefined
  }
  if (decision.verdict === 'hold') {
    await ctx.tx
      .updateTable('messages')
      .set({ status: 'scheduled', due_at: decision.nextAllowedAt, held_because: decision.reasons })
      .where('id', '=', messageId)
      .execute()
    const thread = { id: message.conversation_id, storeId: message.store_id, customerId: message.customer_id }
    await publish(ctx, 'message.status_changed', subjectOf(thread), {
      messageId,
      sequence: message.sequence,
      status: 'scheduled',
    })
    return undefined
  }
  await ctx.tx
    .updateTable('messages')
    // The wall clock, not the movable one: how long a call has been out is physics.
    .set({
      status: 'sending',
      attempted_at: sql<Date>`clock_timestamp()`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', '=', messageId)
    .execute()
  return {
    messageId,
    channel: message.channel === 'whatsapp' ? 'whatsapp' : 'sms',
    from: message.phone,
    to: message.value,
    body: message.body,
  }
}
