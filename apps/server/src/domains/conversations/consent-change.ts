import type { Channel, ConsentCause, Language, SystemLine, TextKind } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type ConsentKey, readConsent, recordConsent, stoppedEverywhere } from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'
import { fillIn, readText } from '../templates/index.ts'
import { appendLine, followConversation } from './append.ts'
import { archivePlan } from './conversation.ts'
import { askGate } from './gate-facts.ts'
import { queueMessage } from './queue.ts'
import { monthlyCap } from './request-opt-in.ts'

export type Thread = { id: string; storeId: string; customerId: string }
type Change = {
  after: 'opted_in' | 'opted_out' | 'none'
  cause: ConsentCause
  words: string | null
  messageId: string | null
  everywhere?: boolean
  declined?: boolean
}

/**
 * Moves the consent of one contact point towards one store, tells the thread, and sets when it leaves the inbox.
 * The consent must be locked. Nothing happens when it already stands there.
 * @returns the ledger entry's number, or null
 */
export async function changeConsent(
  ctx: Ctx,
  key: ConsentKey,
  thread: Thread | null,
  change: Change,
): Promise<number | null> {
  const consent = await readConsent(ctx, key)
  if (consent.state === change.after && !(change.after === 'opted_out' && consent.byMerge)) return null
  const seq = await recordConsent(ctx, key, { before: consent.state, ...change })
  if (change.after === 'opted_out') await cancelWaiting(ctx, key)
  if (!thread) return seq
  const line = lineFor(change)
  const { sequence } = await appendLine(
    ctx,
    { conversationId: thread.id, contactPointId: key.contactPointId, channel: key.channel },
    line,
    // Who has just written something is shown by their words; a keyword is shown by what it did.
    change.after !== 'opted_in' || change.cause === 'keyword',
  )
  const now = ctx.clock.now()
  await ctx.tx
    .updateTable('conversations')
    .set({
      archive_at: archivePlan({ state: change.after, since: now }, now).at,
      ...(change.after === 'opted_out' ? { awaiting_since: null } : {}),
    })
    .where('id', '=', thread.id)
    .execute()
  await followConversation(ctx, thread.id)
  await publish(
    ctx,
    'consent.changed',
    { storeId: key.storeId, conversationId: thread.id, customerId: thread.customerId },
    { sequence, before: consent.state, after: change.after, cause: change.cause },
  )
  return seq
}

function lineFor(change: Change): SystemLine {
  if (change.after === 'opted_in') return { type: 'opted_in', words: change.words, cause: change.cause }
  if (change.after === 'none') return { type: 'request_lapsed' }
  if (change.declined) return { type: 'declined', words: change.words }
  return {
    type: 'opted_out',
    words: change.words,
    cause: change.cause,
    everywhere: change.everywhere ?? false,
  }
}

/** What still waited to go to someone who said stop does not go; the gate would refuse it later anyway. */
async function cancelWaiting(ctx: Ctx, key: ConsentKey): Promise<void> {
  await ctx.tx
    .updateTable('messages')
    .set({ status: 'canceled', failure_reason: 'opted_out' })
    .where('contact_point_id', '=', key.contactPointId)
    .where('store_id', '=', key.storeId)
    .where('channel', '=', key.channel)
    .where('status', 'in', ['queued', 'scheduled'])
    .where('kind', '<>', 'automatic')
    .execute()
}

/**
 * STOPALL, or a business that widens every stop (CON-5): the other stores' consents go with the first.
 * Stores where nothing was ever agreed need no entry of their own: the chain's head remembers.
 */
export async function optOutElsewhere(
  ctx: Ctx,
  key: ConsentKey,
  change: { cause: ConsentCause; words: string | null; messageId: string | null },
): Promise<void> {
  const stopped = await stoppedEverywhere(ctx, key.contactPointId)
  // STOPALL after STOP: this store's consent stays where it is, but a store that opens later must know.
  if (!stopped.at || stopped.byMerge)
    await recordConsent(ctx, key, { before: 'opted_out', after: 'opted_out', everywhere: true, ...change })
  const others = await ctx.tx
    .selectFrom('consent_states as s')
    .leftJoin('contact_points as p', 'p.id', 's.contact_point_id')
    .leftJoin('conversations as c', join =>
      join.onRef('c.store_id', '=', 's.store_id').onRef('c.customer_id', '=', 'p.customer_id'),
    )
    .where('s.contact_point_id', '=', key.contactPointId)
    .where('s.state', '<>', 'opted_out')
    .where(({ or, eb }) => or([eb('s.store_id', '<>', key.storeId), eb('s.channel', '<>', key.channel)]))
    .select(['s.store_id', 's.channel', 'c.id', 'c.customer_id'])
    .orderBy('s.store_id')
    .execute()
  for (const other of others) {
    const thread =
      other.id && other.customer_id
        ? { id: other.id, storeId: other.store_id, customerId: other.customer_id }
        : null
    const otherKey = {
      contactPointId: key.contactPointId,
      storeId: other.store_id,
      channel: other.channel as Channel,
    }
    await changeConsent(ctx, otherKey, thread, { after: 'opted_out', everywhere: true, ...change })
  }
}

/**
 * The one automatic answer to STOP, START or HELP (CON-6), with nothing but the answer in it.
 * @param entry the ledger entry it confirms: each is confirmed once
 */
export async function sendAutomatic(
  ctx: Ctx,
  key: ConsentKey,
  thread: Thread,
  kind: TextKind,
  entry: number | null,
): Promise<void> {
  if (entry !== null) {
    const first = await ctx.tx
      .insertInto('confirmations')
      .values({ contact_point_id: key.contactPointId, seq: entry })
      .onConflict(conflict => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst()
    if (!first) return
  }
  const decision = await askGate(ctx, {
    ...key,
    customerId: thread.customerId,
    purpose: 'confirmation',
    permitted: true,
  })
  if (decision.verdict !== 'allow') {
    ctx.log.warn({ storeId: key.storeId, reasons: decision.reasons }, 'an automatic answer could not be sent')
    return
  }
  const place = await ctx.tx
    .selectFrom('stores as s')
    .innerJoin('customers as c', join => join.on('c.id', '=', thread.customerId))
    .where('s.id', '=', key.storeId)
    .select(['s.name', 's.city', 's.language as storeLanguage', 'c.language'])
    .executeTakeFirstOrThrow()
  const business = await readBusiness(ctx)
  const { body } = await readText(ctx, kind, [
    place.language as Language,
    place.storeLanguage as Language,
    business.language,
  ])
  const { messageId } = await queueMessage(ctx, {
    conversation: thread,
    contactPointId: key.contactPointId,
    channel: key.channel,
    body: fillIn(body, {
      business: { name: business.name, monthly_cap: monthlyCap(business) },
      store: place,
    }),
    kind: 'automatic',
    staffId: null,
    clientId: null,
    decision,
  })
  if (entry === null) return
  await ctx.tx
    .updateTable('confirmations')
    .set({ message_id: messageId })
    .where('contact_point_id', '=', key.contactPointId)
    .where('seq', '=', entry)
    .execute()
}
