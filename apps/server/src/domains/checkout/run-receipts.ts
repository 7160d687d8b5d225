import { keepLooking } from '../../platform/keep-looking.ts'
import { dueSends } from './receipt-sends.ts'
import { type ReceiptTalk, sendByEmail } from './send-by-email.ts'
import { sendByMessage } from './send-by-message.ts'

const atOnce = 20

/**
 * Sends receipts for as long as it runs (PAY-4): on every nudge, and every second as the net. One after the other; to stop
 * waits for the one that is on its way.
 */
export const runReceipts = (talk: ReceiptTalk) =>
  keepLooking({
    onNudge: wake => talk.bus.on('payments', wake),
    everyMs: 1000,
    async look(ending) {
      const due = await dueSends({ tx: talk.db, clock: talk.clock }, atOnce)
      for (const { id, way } of due) {
        if (ending()) return
        await (way === 'email' ? sendByEmail(talk, id) : sendByMessage(talk, id)).catch(error =>
          talk.log.error({ error, sendId: id }, 'a receipt could not be sent'),
        )
      }
    },
    onError: error => talk.log.error({ error }, 'receipts could not be read'),
  })
