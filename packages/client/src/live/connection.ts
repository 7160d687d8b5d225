import { backoffMs } from './backoff.ts'
import type { LiveState } from './live-state.ts'

type Wiring<S> = {
  open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<AsyncIterable<S>>
  eventId: (signal: S) => string | undefined
  /** `resumed` is false for the first signal of a connection that could not say what it last saw. */
  onSignal: (signal: S, resumed: boolean) => void
  onState: (state: LiveState) => void
  /** True ends the connection for good: signed out. */
  isFinal: (error: unknown) => boolean
  isOnline: () => boolean
}
export type Connection = {
  retryNow: () => void
  /** The device says that it has no network: what is still on its way is not waited for. */
  lost: () => void
  close: () => void
}

/** Keeps one stream open: reconnects with backoff and resumes after the last event it saw. */
export const connect = <S>(wiring: Wiring<S>): Connection => {
  let lastEventId: string | undefined
  let attempt = new AbortController()
  let wake: (() => void) | undefined
  let failures = 0
  let closed = false

  const run = async (resumed: boolean) => {
    const mine = new AbortController()
    attempt = mine
    for await (const signal of await wiring.open(lastEventId, mine.signal)) {
      if (closed || mine.signal.aborted) return
      failures = 0
      wiring.onState('live')
      wiring.onSignal(signal, resumed)
      lastEventId = wiring.eventId(signal) ?? lastEventId
    }
  }
  const loop = async () => {
    while (!closed) {
      wiring.onState(wiring.isOnline() && failures < 3 ? 'connecting' : 'offline')
      try {
        await run(lastEventId !== undefined)
      } catch (error) {
        if (wiring.isFinal(error)) closed = true
      }
      if (closed) return
      const pause = backoffMs(failures++, Math.random())
      if (!wiring.isOnline()) wiring.onState('offline')
      await new Promise<void>(resolve => {
        wake = resolve
        setTimeout(resolve, pause)
      })
    }
  }
  void loop()
  return {
    retryNow: () => {
      failures = 0
      attempt.abort()
      wake?.()
    },
    lost: () => {
      attempt.abort()
      wiring.onState('offline')
    },
    close: () => {
      closed = true
      attempt.abort()
      wake?.()
    },
  }
}
