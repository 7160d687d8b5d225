import { type Channel, countSegments, type GateDecision, type Language } from '@rapport/contract'
import { mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { lockConsent, recordConsent } from '../consent/index.ts'
import { askGate, lockConversation, planArchive, queueMessage } from '../conversations/index.ts'
import { shownPhone } from '../customers/index.ts'
import { readBusiness } from '../stores/index.ts'
import { businessWords, fillIn, readText } from '../templates/index.ts'
import { sendDenied } from './refusals.ts'
import { saidBefore } from './said-before.ts'

type Input = {
  storeId: string
  customerId: string
  contactPointId: string
  channel: Channel
  introduction: string
}

/** Exactly what the customer would receive, and whether it may be sent now (CON-3). */
export async function previewOptIn(reading: StaffReading, input: Input) {
  mustSeeStore(reading.viewer, input.storeId)
  const { to, from, customerLanguage, store } = await addressee(reading, input)
  const business = await readBusiness(reading)
  const { body, language } = await readText(reading, 'opt_in', [
    customerLanguage,
    store.language as Language,
    business.language,
  ])
  const optInText = fillIn(body, {
    business: businessWords(business),
    store,
  })
  const text = [input.introduction.trim(), optInText].filter(Boolean).join('\n\n')
  const { encoding, segments, left } = countSegments(text)
  const decision = await askGate(reading, {
    ...input,
    purpose: 'opt_in_request',
    permitted: reading.viewer.permissions.has('consent.request'),
  })
  return {
    text,
    introduction: input.introduction.trim(),
    optInText,
    from,
    to,
    language,
    segments: { encoding, segments, left },
    decision,
  }
}

/**
 * Asks a customer to opt in. What is sent, word for word, is the disclosure that the ledger keeps.
 * @throws Refusal SEND_DENIED when the gate says no: already asked, opted in or out, or no number to send from
 */
export async function requestOptIn(
  ctx: StaffCtx,
  input: Input & { clientId: string },
): Promise<{ conversationId: string; messageId: string; decision: GateDecision }> {
  mustSeeStore(ctx.viewer, input.storeId)
  await lockConsent(ctx, input.contactPointId)
  const earlier = await ctx.tx
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'status', 'due_at', 'held_because'])
    .where('client_id', '=', input.clientId)
    .where('contact_point_id', '=', input.contactPointId)
    .where('kind', '=', 'opt_in_request')
    .executeTakeFirst()
  const preview = await previewOptIn(ctx, input)
  if (earlier) {
    return {
      conversationId: earlier.conversation_id,
      messageId: earlier.id,
      decision: saidBefore(earlier),
    }
  }
  if (preview.decision.verdict === 'deny') throw sendDenied(preview.decision)

  const conversation = await lockConversation(ctx, input)
  const { messageId } = await queueMessage(ctx, {
    conversation,
    contactPointId: input.contactPointId,
    channel: input.channel,
    body: preview.text,
    kind: 'opt_in_request',
    staffId: ctx.viewer.staffId,
    clientId: input.clientId,
    decision: preview.decision,
  })
  await recordConsent(ctx, input, {
    before: 'none',
    after: 'requested',
    cause: 'request',
    words: preview.introduction,
    disclosure: preview.text,
    messageId,
  })
  await planArchive(ctx, conversation.id, { state: 'requested', since: ctx.clock.now() })
  return { conversationId: conversation.id, messageId, decision: preview.decision }
}

async function addressee(reading: StaffReading, input: Input) {
  const row = await reading.tx
    .selectFrom('customer_stores as k')
    .innerJoin('customers as c', 'c.id', 'k.customer_id')
    .innerJoin('contact_points as p', 'p.customer_id', 'c.id')
    .innerJoin('stores as s', 's.id', 'k.store_id')
    .leftJoin('store_numbers as n', join =>
      join.onRef('n.store_id', '=', 's.id').on('n.channel', '=', input.channel).on('n.state', '=', 'active'),
    )
    .where('k.store_id', '=', input.storeId)
    .where('k.customer_id', '=', input.customerId)
    .where('p.id', '=', input.contactPointId)
    .select(['p.value', 'n.phone', 'c.language', 's.name', 's.city', 's.language as storeLanguage'])
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    to: shownPhone(row.value),
    from: row.phone ? shownPhone(row.phone) : null,
    customerLanguage: row.language as Language,
    store: { name: row.name, city: row.city, language: row.storeLanguage },
  }
}
