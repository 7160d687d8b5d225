import type { ConsentCause, SystemLine } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type ConsentKey, readConsent, recordConsent } from '../consent/index.ts'
import { appendLine } from './append.ts'
import { archivePlan, subjectOf, type Thread } from './conversation.ts'
import { followConversation } from './members.ts'

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
  await publish(ctx, 'consent.changed', subjectOf(thread), {
    sequence,
    before: consent.state,
    after: change.after,
    cause: change.cause,
  })
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
