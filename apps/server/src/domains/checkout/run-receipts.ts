import { dueSends } from './receipt-sends.ts'
import { type ReceiptTalk, sendByEmail } from './send-by-email.ts'
import { sendByMessage } from './send-by-message.ts'

const atOnce = 20

/** Sends receipts for as long as it runs (PAY-4): on every nudge, and every second as the net. One after the other. */
export function runReceipts(talk: ReceiptTalk) {
  let looking: Promise<void> | undefined
  let again = false
  let stopped = false

  async function look() {
    do {
      again = false
      const due = await dueSends({ tx: talk.db, clock: talk.clock }, atOnce)
      for (const { id, way } of due) {
        if (stopped) return
        await (way === 'email' ? sendByEmail(talk, id) : sendByMessage(talk, id)).catch(error =>
          talk.log.error({ error, sendId: id }, 'a receipt could not be sent'),
        )
      }
    } while (again && !stopped)
  }
  function wake() {
    if (stopped) return
    again = true
    looking ??= look()
      .catch(error => talk.log.error({ error }, 'receipts could not be read'))
      .finally(() => {
        looking = undefined
        if (again) wake()
      })
  }
  const deaf = talk.bus.on('payments', wake)
  const net = setInterval(wake, 1000)
  wake()
  return {
    /** Waits for the one that is on its way. */
    async stop() {
      stopped = true
      deaf()
      clearInterval(net)
      await looking
    },
  }
}
