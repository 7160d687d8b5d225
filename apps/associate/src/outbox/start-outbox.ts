import { api, onSignal, orpc } from '@rapport/client'
import type { QueryClient } from '@tanstack/react-query'
import { draftKey, returnToDraft } from '../conversations/thread/composer/draft-store.ts'
import { forgetThreads, threadStore } from '../conversations/thread/thread-store.ts'
import type { OutboxEntry } from './entry.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { Outcome } from './outcome.ts'
import { setRefused } from './refusals.ts'
import { surestStorage } from './storage.ts'

/** A request that hangs longer than this is asked again; the client id keeps it one message. */
const patienceMs = 20_000
const outboxes = new Map<string, Outbox>()
const storage = surestStorage()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('rapport-outbox')

/** The outbox of one member of staff on this device. */
export function outboxOf(staffId: string, queryClient: QueryClient): Outbox {
  const known = outboxes.get(staffId)
  if (known) return known
  const outbox = createOutbox({
    staffId,
    storage,
    transport,
    alone: (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work()),
    onOutcome: (entry, outcome) => applyOutcome(queryClient, entry, outcome),
    onChange: () => channel?.postMessage('changed'),
  })
  outboxes.set(staffId, outbox)
  return outbox
}

/** Keeps sending what this person has tapped, on whichever screen they are. Answers how to stop. */
export function startOutbox(staffId: string, queryClient: QueryClient): () => void {
  const outbox = outboxOf(staffId, queryClient)
  const changed = () => void outbox.refresh()
  const stopSignals = onSignal(signal => {
    if (signal.type === 'hello' || signal.type === 'reload') outbox.drain()
  })
  channel?.addEventListener('message', changed)
  addEventListener('online', outbox.drain)
  changed()
  return () => {
    stopSignals()
    channel?.removeEventListener('message', changed)
    removeEventListener('online', outbox.drain)
    outbox.close()
    forgetThreads()
  }
}

async function transport(entry: OutboxEntry) {
  const { clientId, conversationId, body, seenSequence, quickReplyId, retryOf } = entry
  const signal = AbortSignal.timeout(patienceMs)
  const answer = retryOf
    ? await api.conversations.retry({ messageId: retryOf, clientId }, { signal })
    : await api.conversations.send(
        { conversationId, clientId, body, seenSequence, ...(quickReplyId ? { quickReplyId } : {}) },
        { signal },
      )
  return answer.message
}

function applyOutcome(queryClient: QueryClient, entry: OutboxEntry, outcome: Outcome): void {
  const { conversationId } = entry
  if (outcome.type === 'sent') threadStore(conversationId).absorb([outcome.message])
  if (outcome.type === 'moved_on') threadStore(conversationId).hear(outcome.lastSequence)
  if (outcome.type === 'refused') {
    if (!entry.retryOf) returnToDraft(draftKey(entry.staffId, conversationId), entry.body)
    setRefused(conversationId, { code: outcome.code, decision: outcome.decision })
    const queryKey = orpc.conversations.get.queryKey({ input: { conversationId } })
    void queryClient.invalidateQueries({ queryKey })
  }
}
