import type { ConsentState } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import { type Consent, type ConsentKey, providerAnswers, suspectStop } from '../consent/index.ts'
import {
  addLine,
  appendLine,
  changeConsent,
  optOutElsewhere,
  planArchive,
  sendAutomatic,
  type Thread,
} from '../conversations/index.ts'
import type { Meaning } from './understand.ts'

type Stored = {
  inbound: InboundMessage
  messageId: string
  key: ConsentKey
  thread: Thread
  /** As it stood before this message. */
  consent: Consent
  keywordReplies: string
}

/** Does what the customer's message asks for: consent here and elsewhere, a hold on suspicion, and one answer to a word of theirs. */
export async function heed(
  ctx: Ctx,
  { step, keyword, suspected }: Meaning,
  { inbound, messageId, key, thread, consent, keywordReplies }: Stored,
): Promise<void> {
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
  if (suspected) {
    // From here on nothing goes until someone of the store has decided what the customer meant.
    await suspectStop(ctx, key, messageId)
    await addLine(ctx, { ...thread, ...key }, { type: 'stop_suspected', words: inbound.body })
  }
  if (!step.confirm) return
  if (!providerConfirms(inbound, keywordReplies, consent.state))
    return sendAutomatic(ctx, key, thread, step.confirm, entry)
  const place = { conversationId: thread.id, contactPointId: key.contactPointId, channel: key.channel }
  await appendLine(ctx, place, { type: 'provider_confirmed' }, false)
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
