import type { Channel, GateDecision } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type Appended, appendOutbound } from './append.ts'
import { countTowardsCap } from './cap.ts'
import { subjectOf, type Thread } from './conversation.ts'

export const clientIdReused = () =>
  new Refusal('CLIENT_ID_REUSED', 409, 'This client id was already used for another message.')

type Outgoing = {
  conversation: Thread
  contactPointId: string
  channel: Channel
  body: string
  kind: 'text' | 'opt_in_request' | 'automatic' | 'receipt'
  staffId: string | null
  clientId: string | null
  /** The gate's answer, taken in this very transaction, with the consent held. Only `allow` and `hold` come this far. */
  decision: GateDecision
}

/**
 * Writes a message down to be sent. The only way into the outbox; whether it may go is asked once more when it goes.
 * @throws Refusal CLIENT_ID_REUSED
 */
export async function queueMessage(ctx: Ctx, outgoing: Outgoing): Promise<Appended> {
  const { conversation, decision } = outgoing
  if (decision.verdict === 'deny') throw new Error('A denied message does not enter the outbox.')
  const number = await ctx.tx
    .selectFrom('store_numbers')
    .select('id')
    .where('store_id', '=', conversation.storeId)
    .where('channel', '=', outgoing.channel)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  const held = decision.verdict === 'hold'
  const appended = await appendOutbound(ctx, {
    conversationId: conversation.id,
    contactPointId: outgoing.contactPointId,
    channel: outgoing.channel,
    body: outgoing.body,
    kind: outgoing.kind,
    staffId: outgoing.staffId,
    clientId: outgoing.clientId,
    storeNumberId: number.id,
    status: held ? 'scheduled' : 'queued',
    dueAt: held && decision.nextAllowedAt ? new Date(decision.nextAllowedAt) : ctx.clock.now(),
    heldBecause: held ? decision.reasons : [],
  }).catch(error => {
    throw violates(error, 'messages_client_id') ? clientIdReused() : error
  })
  await publish(
    ctx,
    'message.queued',
    { ...subjectOf(conversation), staffId: outgoing.staffId },
    { messageId: appended.messageId, sequence: appended.sequence },
  )
  if (outgoing.kind === 'text' || outgoing.kind === 'opt_in_request')
    await countTowardsCap(ctx, conversation, appended.messageId)
  ctx.nudgeAfterCommit('outbox')
  return appended
}
