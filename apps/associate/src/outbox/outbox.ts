import type { Message } from '@rapport/contract'
import type { OutboxEntry } from './entry.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { backoffSeconds, confirmMovedOn, ready, settle } from './queue.ts'
import type { OutboxStorage } from './storage.ts'

/** What a screen sees of the outbox. */
export type OutboxState = {
  readonly entries: readonly OutboxEntry[]
  /** Client ids whose request is on its way. */
  readonly sending: ReadonlySet<string>
  /** The last attempt found no network. */
  readonly stalled: boolean
}

type Wiring = {
  readonly staffId: string
  readonly storage: OutboxStorage
  /** Asks the server, once. */
  readonly transport: (entry: OutboxEntry) => Promise<Message>
  /** Runs `work` while no other tab runs it for the same name. */
  readonly alone: (name: string, work: () => Promise<void>) => Promise<void>
  readonly onOutcome: (entry: OutboxEntry, outcome: Outcome) => void
  /** Tells the other tabs that something changed. */
  readonly onChange: () => void
}

export type Outbox = ReturnType<typeof createOutbox>

/** Sends what was tapped: in order per conversation, once each, however often the network goes. */
export function createOutbox(wiring: Wiring) {
  const { staffId, storage } = wiring
  let state: OutboxState = { entries: [], sending: new Set(), stalled: false }
  const listeners = new Set<() => void>()
  const active = new Map<string, { again: boolean }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const put = (change: Partial<OutboxState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const show = (entries: readonly OutboxEntry[]) =>
    put({ entries: entries.filter(entry => entry.staffId === staffId).sort((a, b) => a.order - b.order) })

  const attempt = async (entry: OutboxEntry): Promise<Outcome> => {
    put({ sending: new Set([...state.sending, entry.clientId]) })
    const outcome = await wiring.transport(entry).then(
      (message): Outcome => ({ type: 'sent', message }),
      (error: unknown) => outcomeOf(error),
    )
    const entries = await storage.change(before => settle(before, entry.clientId, outcome))
    put({ sending: new Set([...state.sending].filter(id => id !== entry.clientId)) })
    wiring.onOutcome(entry, outcome)
    show(entries)
    wiring.onChange()
    return outcome
  }

  const drainOne = async (conversationId: string) => {
    for (;;) {
      const head = ready(await storage.all(), staffId).find(each => each.conversationId === conversationId)
      if (!head) return
      const outcome = await attempt(head)
      if (outcome.type === 'signed_out') return
      if (outcome.type !== 'unanswered') put({ stalled: false })
      else {
        put({ stalled: true })
        clearTimeout(timer)
        timer = setTimeout(drain, backoffSeconds(head.attempts) * 1000)
        return
      }
    }
  }

  const start = (conversationId: string) => {
    const running = active.get(conversationId)
    if (running) {
      running.again = true
      return
    }
    const turn = { again: false }
    active.set(conversationId, turn)
    void wiring
      .alone(`rapport-outbox:${conversationId}`, () => drainOne(conversationId))
      .catch(() => put({ stalled: true }))
      .finally(() => {
        active.delete(conversationId)
        if (turn.again) start(conversationId)
      })
  }

  const drain = () => {
    for (const id of new Set(state.entries.map(entry => entry.conversationId))) start(id)
  }
  const refresh = async () => {
    show(await storage.all())
    drain()
  }

  return {
    snapshot: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Stores a tap, then sends it. Resolves when it is stored. */
    add: async (entry: OutboxEntry) => {
      show([...state.entries.filter(each => each.clientId !== entry.clientId), entry])
      await storage.add(entry)
      wiring.onChange()
      start(entry.conversationId)
    },
    /** «Send anyway», after reading what came in between. */
    confirm: async (clientId: string) => {
      show(await storage.change(entries => confirmMovedOn(entries, clientId)))
      drain()
    },
    /** Takes back an entry that waits for its author. */
    withdraw: async (clientId: string) => {
      show(await storage.change(entries => entries.filter(entry => entry.clientId !== clientId)))
      wiring.onChange()
      drain()
    },
    /** Another tab has changed something, or the page has just started. */
    refresh,
    /** The network is back. */
    drain,
    close: () => clearTimeout(timer),
  }
}
