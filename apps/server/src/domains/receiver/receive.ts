import type { Language } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import { beginAnew, lockConsent, readConsent } from '../consent/index.ts'
import { appendInbound, lockConversation, subjectOf } from '../conversations/index.ts'
import { customerOf } from '../customers/index.ts'
import { heed } from './heed.ts'
import { understand } from './understand.ts'

export type Received = 'stored' | 'duplicate' | 'stray'

/**
 * A customer's message, whatever it is (MSG-3): known or unknown sender, plain talk or a word that changes consent.
 * Consent is read before anything else looks at it. The same provider id counts once.
 */
export async function receiveMessage(ctx: Ctx, inbound: InboundMessage): Promise<Received> {
  const number = await numberOf(ctx, inbound)
  if (!number) return keepStray(ctx, inbound)
  // The carrier's list still has what an erased person wrote; it must not make them anew.
  if (number.erased) return 'duplicate'

  // First contact from two messages at once must make one customer.
  await sql`select pg_advisory_xact_lock(hashtextextended(${inbound.from}, 7303))`.execute(ctx.tx)
  const { contactPointId, customerId, language } = await customerOf(ctx, {
    address: inbound.from,
    profileName: inbound.profileName,
    storeId: number.store_id,
    language: number.language as Language,
    country: number.country,
  })
  const key = { contactPointId, storeId: number.store_id, channel: inbound.channel }
  await lockConsent(ctx, contactPointId)
  await beginAnew(ctx, contactPointId)
  const consent = await readConsent(ctx, key)
  const meaning = await understand(ctx, inbound.body, consent, [language, number.language])

  const thread = await lockConversation(ctx, { ...key, customerId })
  // Asked once the conversation is held: another process may have been storing the same message until then.
  const known = await ctx.tx
    .selectFrom('messages')
    .select('id')
    .where('provider_message_id', '=', inbound.providerMessageId)
    .executeTakeFirst()
  if (known) return 'duplicate'
  const { messageId, sequence } = await appendInbound(ctx, {
    conversationId: thread.id,
    contactPointId,
    channel: inbound.channel,
    body: inbound.body,
    providerMessageId: inbound.providerMessageId,
    storeNumberId: number.id,
    // A word that we answer ourselves awaits nobody; YES does: now it is the associate's turn.
    awaits: !meaning.keyword || meaning.step.after === 'opted_in',
  })
  await publish(ctx, 'message.received', subjectOf(thread), { messageId, sequence })
  await heed(ctx, meaning, {
    inbound,
    messageId,
    key,
    thread,
    consent,
    keywordReplies: number.keyword_replies,
  })
  return 'stored'
}

const numberOf = (ctx: Ctx, { to, channel, providerMessageId }: InboundMessage) =>
  ctx.tx
    .selectFrom('store_numbers as n')
    .innerJoin('stores as s', 's.id', 'n.store_id')
    .select(['n.id', 'n.store_id', 'n.keyword_replies', 's.language', 's.country'])
    .select(
      sql<boolean>`exists (select from erased_messages where hash = sha256(convert_to(${providerMessageId}, 'UTF8')))`.as(
        'erased',
      ),
    )
    .where('n.phone', '=', to)
    .where('n.channel', '=', channel)
    .where('n.state', '<>', 'released')
    .executeTakeFirst()

async function keepStray(ctx: Ctx, inbound: InboundMessage): Promise<Received> {
  ctx.log.error(
    { to: inbound.to, providerMessageId: inbound.providerMessageId },
    'a message came in for a number that is no store’s; it is kept in inbound_strays',
  )
  await ctx.tx
    .insertInto('inbound_strays')
    .values({
      provider_message_id: inbound.providerMessageId,
      to_address: inbound.to,
      payload: JSON.stringify(inbound),
      received_at: ctx.clock.now(),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return 'stray'
}
