import { api } from '@rapport/client'
import type { LiveSignal, Message } from '@rapport/contract'
import { emptyThread, hear, mergeMessages, mergePage, type Page, type Thread } from './thread.ts'
import { trim, type View, viewOf } from './view.ts'

export type ThreadState = {
  readonly view: View
  readonly status: 'loading' | 'ready' | 'failed'
  /** The reader is at the newest piece and it grows by itself. */
  readonly following: boolean
}
type Request = { before?: number; after?: number; around?: number; limit?: number }

/** More lines than this are not kept on the screen; they are fetched again when scrolled to. */
const window = 400
const kept = 12
const waiting: ReadonlySet<string> = new Set(['scheduled', 'queued'])
const stores = new Map<string, ThreadStore>()
export type ThreadStore = ReturnType<typeof createThreadStore>

/** The thread of a conversation on this device; the last few stay, so that going back shows them at once. */
export function threadStore(conversationId: string): ThreadStore {
  const store = stores.get(conversationId) ?? createThreadStore(conversationId)
  stores.delete(conversationId)
  stores.set(conversationId, store)
  for (const [id, other] of stores) if (stores.size > kept && !other.watched()) stores.delete(id)
  return store
}

/** Forgets all threads, as when someone else signs in on this device. */
export const forgetThreads = (): void => stores.clear()

function createThreadStore(conversationId: string) {
  let thread: Thread = emptyThread
  let anchor: number | 'latest' = 'latest'
  let state: ThreadState = { view: viewOf(thread, anchor), status: 'loading', following: true }
  const listeners = new Set<() => void>()
  const inFlight = new Set<string>()
  let stamp = 0
  let failures = 0

  const put = (next: Thread, status: ThreadState['status'] = state.status) => {
    thread = next
    state = { view: viewOf(thread, anchor), status, following: anchor === 'latest' }
    for (const listener of listeners) listener()
  }

  const load = async (request: Request): Promise<Page> => {
    const asked = ++stamp
    const page = { ...request, ...(await api.conversations.messages({ conversationId, ...request })) }
    put(mergePage(thread, page, asked), 'ready')
    failures = 0
    return page
  }

  /** Runs one of a kind at a time. */
  const once = async (name: string, work: () => Promise<unknown>) => {
    if (inFlight.has(name)) return
    inFlight.add(name)
    try {
      await work()
    } catch {
      if (state.status === 'loading') put(thread, 'failed')
      else if (name === 'newer') setTimeout(catchUp, Math.min(30_000, 1000 * 2 ** failures++))
    } finally {
      inFlight.delete(name)
    }
  }

  /** Fetches after the last line until nothing newer is left, whatever was missed. */
  const catchUp = () =>
    once('newer', async () => {
      for (let more = state.following && state.view.hasNewer; more; ) {
        const { span } = state.view
        const page = await load(span ? { after: span.to, limit: 100 } : { limit: 100 })
        more = state.following && page.items.length > 0 && state.view.hasNewer
      }
    })

  const refetch = (messageId: string) => {
    const asked = ++stamp
    api.conversations
      .message({ messageId })
      .then(message => put(mergeMessages(thread, [message], asked)))
      .catch(() => {})
  }

  return {
    snapshot: () => state,
    watched: () => listeners.size > 0,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** The newest lines, or those around a sequence. */
    open: (around: number | undefined, limit: number) =>
      once(`open-${around ?? ''}`, async () => {
        if (around !== undefined) {
          await load({ around, limit })
          anchor = around
          if (!viewOf(thread, anchor).hasNewer) anchor = 'latest'
          put(thread)
        } else if (state.status === 'ready' && state.following && state.view.span)
          await load({ after: state.view.span.to, limit: 100 }).then(catchUp)
        else {
          anchor = 'latest'
          await load({ limit })
        }
      }),
    older: () =>
      once('older', async () => {
        const { span, hasOlder } = state.view
        if (!span || !hasOlder) return
        await load({ before: span.from, limit: 50 })
        if (state.view.lines.length <= window) return
        anchor = state.view.lines[0]?.sequence ?? 'latest'
        put(trim(thread, anchor, window, 'new'))
      }),
    newer: () =>
      once('further', async () => {
        const { span, hasNewer } = state.view
        if (!span || !hasNewer || state.following) return
        await load({ after: span.to, limit: 50 })
        if (!state.view.hasNewer) anchor = 'latest'
        else anchor = state.view.span?.to ?? 'latest'
        put(trim(thread, anchor, window, 'old'))
      }),
    /** Leaves an older piece for the newest lines. */
    toLatest: async () => {
      if (state.following) return
      anchor = 'latest'
      thread = { ...emptyThread, heard: thread.heard }
      await once('open-', () => load({ limit: 50 }))
    },
    /** Lines that an answer carried. */
    absorb: (messages: readonly Message[]) => {
      put(mergeMessages(thread, messages, ++stamp))
      void catchUp()
    },
    hear: (sequence: number) => {
      put(hear(thread, sequence))
      void catchUp()
    },
    /** A live signal about this conversation, or that too much was missed. */
    onSignal: (signal: LiveSignal) => {
      if (signal.type === 'reload' && state.following)
        void once('open-', () => load({ limit: 100 })).then(catchUp)
      if (signal.type !== 'conversation' || signal.conversationId !== conversationId) return
      put(hear(thread, signal.sequence))
      void catchUp()
      const { messageId } = signal
      const lines = [...thread.lines.values()].map(known => known.message)
      if (
        messageId &&
        (signal.event === 'message.status_changed' || lines.some(line => line.id === messageId))
      )
        refetch(messageId)
      // An opt-out cancels what still waited, and tells no more than that.
      if (signal.event === 'consent.changed')
        for (const line of lines) if (waiting.has(line.status)) refetch(line.id)
    },
  }
}
