import { keepLooking } from '../../platform/keep-looking.ts'
import { dueMessages } from './claim.ts'
import { deliver, type Talk } from './deliver.ts'
import { reconcileSends } from './reconcile.ts'

/**
 * Sends what is due for as long as it runs: on every nudge, and every half second as the net. Messages of one
 * conversation go one after the other, in order; conversations go side by side, at most `concurrency` at once.
 */
export function runOutbox(talk: Talk, options: { concurrency: number; graceMs: number }) {
  const inFlight = new Map<string, Promise<void>>()
  let stopped = false

  const looker = keepLooking({
    onNudge: wake => talk.bus.on('outbox', wake),
    everyMs: 500,
    async look() {
      const room = options.concurrency - inFlight.size
      if (room <= 0) return
      for (const id of await dueMessages(talk, room + inFlight.size)) {
        if (inFlight.has(id) || inFlight.size >= options.concurrency) continue
        const sending = deliver(talk, id)
          .catch(error => talk.log.error({ error, messageId: id }, 'sending failed'))
          .finally(() => {
            inFlight.delete(id)
            looker.wake()
          })
        inFlight.set(id, sending)
      }
    },
    onError: error => talk.log.error({ error }, 'the outbox could not be read'),
  })
  async function reconcile() {
    await reconcileSends(talk, options.graceMs).catch(error =>
      talk.log.warn({ error }, 'lost sends could not be reconciled yet'),
    )
    if (!stopped) timer = setTimeout(reconcile, Math.min(2000, options.graceMs))
  }
  let timer = setTimeout(reconcile, options.graceMs)
  return {
    /** Waits for what is on its way; what is not yet claimed stays for the next process. */
    async stop() {
      stopped = true
      clearTimeout(timer)
      await looker.stop()
      await Promise.allSettled(inFlight.values())
    },
  }
}
