import type { ConsentState, Language } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import {
  beginAnew,
  lockConsent,
  meansStop,
  nextConsent,
  providerAnswers,
  readConsent,
  readLists,
  readReply,
  suspectStop,
} from '../consent/index.ts'
import {
  appendInbound,
  appendLine,
  changeConsent,
  lockConversation,
  optOutElsewhere,
  planArchive,
  sendAutomatic,
} from '../conversations/index.ts'
import { customerOf } from '../customers/index.ts'
import { readBusiness } from '../stores/index.ts'

export type Received = 'stored' | 'duplicate' | 'stray'

/**
 * A customer's message, whatever it is (MSG-3): known or unknown sender, plain talk or a word that changes consent.
 * Consent is read before anything else looks at it. The same provider id counts once.
 */
export async function receiveMessage(ctx: Ctx, inbound: InboundMessage): Promise<Received> {
  const number = await ctx.tx
    .selectFrom('store_numbers as n')
    .innerJoin('stores as s', 's.id', 'n.store_id')
    .select(['n.id', 'n.store_id', 'n.keyword_replies', 's.language', 's.country'])
    .select(
      sql<boolean>`exists (select from erased_messages where hash = sha256(convert_to(${inbound.providerMessageId}, 'UTF8')))`.as(
        'erased',
      ),
    )
    .where('n.phone', '=', inbound.to)
    .where('n.channel', '=', inbound.channel)
    .where('n.state', '<>', 'released')
    .executeTakeFirst()
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
  const business = await readBusiness(ctx)
  const reading = readReply(
    inbound.body,
    await readLists(ctx, [language, number.language, business.language]),
  )
  const suspected = reading.kind === 'talk' && consent.state !== 'opted_out' && meansStop(inbound.body)
  const stops = reading.kind === 'stop' || reading.kind === 'stop_all'
  const step = nextConsent(stops && consent.byMerge ? 'opted_in' : consent.state, reading, {
    optInBy: business.optInBy,
    optOutScope: business.optOutScope,
    stopSuspected: suspected,
  })

  const thread = await lockConversation(ctx, {
    storeId: number.store_id,
    customerId,
    contactPointId,
    channel: inbound.channel,
  })
  // Asked once the conversation is held: another process may have been storing the same message until then.
  const known = await ctx.tx
    .selectFrom('messages')
    .select('id')
    .where('provider_message_id', '=', inbound.providerMessageId)
    .executeTakeFirst()
  if (known) return 'duplicate'
  const keyword =
    reading.kind !== 'talk' && (step.cause !== null || step.confirm !== null || step.after === 'opted_out')
  const place = { conversationId: thread.id, contactPointId, channel: inbound.channel }
  const { messageId, sequence } = await appendInbound(ctx, {
    ...place,
    body: inbound.body,
    providerMessageId: inbound.providerMessageId,
    storeNumberId: number.id,
    // A word that we answer ourselves awaits nobody; YES does: now it is the associate's turn.
    awaits: !keyword || step.after === 'opted_in',
  })
  const subject = { storeId: number.store_id, conversationId: thread.id, customerId }
  await publish(ctx, 'message.received', subject, { messageId, sequence })

  const said = { cause: step.cause ?? 'keyword', words: inbound.body, messageId } as const
  const everywhere = step.scope === 'business'
  let entry: number | null = null
  if (step.cause !== null && (step.after === 'opted_in' || step.after === 'opted_out')) {
    entry = await changeConsent(ctx, key, thread, {
      ...said,
      after: step.after,
      everywhere,
      declined: step.declined,
    })
  }
  if (step.after === 'opted_out' && everywhere) await optOutElsewhere(ctx, key, said)
  if (step.cause === null && step.after !== 'opted_in')
    await keepArchivePlan(ctx, thread.id, consent, keyword)
  if (suspected)
    await holdOnSuspicion(ctx, { ...place, storeId: number.store_id, customerId }, messageId, inbound.body)
  if (step.confirm) {
    if (providerConfirms(inbound, number.keyword_replies, consent.state))
      await appendLine(ctx, place, { type: 'provider_confirmed' }, false)
    else await sendAutomatic(ctx, key, thread, step.confirm, entry)
  }
  return 'stored'
}

/** Writing on after a stop, or HELP while asked, does not keep a conversation in the inbox for longer than that does (INB-4). */
function keepArchivePlan(
  ctx: Ctx,
  conversationId: string,
  { state, requestedAt }: { state: ConsentState; requestedAt: Date | null },
  keyword: boolean,
): Promise<void> {
  const since = state === 'requested' && keyword ? requestedAt : ctx.clock.now()
  return planArchive(ctx, conversationId, { state, since })
}

/**
 * Whether the provider has answered already, so that the customer would hear it twice (CON-6). A START or YES from
 * someone whom it does not block it lets pass in silence: then the answer is ours.
 */
function providerConfirms(inbound: InboundMessage, keywordReplies: string, before: ConsentState): boolean {
  if (inbound.optOutType) return providerAnswers(inbound.body, inbound.optOutType) !== null
  if (keywordReplies !== 'provider') return false
  const answer = providerAnswers(inbound.body)
  return answer === 'start' ? before === 'opted_out' : answer !== null
}

/** CON-8: from here on nothing goes until someone of the store has decided what the customer meant. */
async function holdOnSuspicion(
  ctx: Ctx,
  place: {
    conversationId: string
    contactPointId: string
    channel: 'sms' | 'whatsapp' | 'email'
    storeId: string
    customerId: string
  },
  messageId: string,
  words: string,
) {
  await suspectStop(ctx, place, messageId)
  const { sequence } = await appendLine(ctx, place, { type: 'stop_suspected', words }, false)
  await publish(
    ctx,
    'conversation.changed',
    { storeId: place.storeId, conversationId: place.conversationId, customerId: place.customerId },
    { sequence, what: 'line' },
  )
}

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
