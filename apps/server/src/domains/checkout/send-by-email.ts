import { type Ctx, inTx, type Reading, type Runtime } from '../../platform/context.ts'
import { type EmailProvider, EmailRejected, EmailUnavailable } from '../../providers/email.ts'
import { holdConsent } from '../consent/index.ts'
import { askGate } from '../conversations/index.ts'
import { type DueSend, putOff, readSend, settleSend } from './receipt-sends.ts'
import { receiptText } from './receipt-words.ts'

/** What sending receipts needs besides the database; a transaction has none of it. */
export type ReceiptTalk = Runtime & {
  /** Undefined: no mail server is set up. */
  email: EmailProvider | undefined
  publicUrl: string
  paper: ReceiptPaper
}
/** How a receipt looks on the way to whom it is for; undefined when it is nobody's any more. */
export type ReceiptPaper = (
  reading: Reading,
  receipt: { orderId: string; sentence: string; url: string },
) => Promise<{ subject: string; text: string; html: string; pdf: Uint8Array } | undefined>

/** Longer than a mail server may take; whoever died with it is followed then, with the same Message-ID. */
const claimMs = 60_000
const longestWaitMs = 10 * 60_000
const givenUpMs = 24 * 60 * 60_000

/**
 * Hands a receipt over to the mail server. Claimed and allowed by the gate in one transaction, settled in another: after a
 * crash in between it is handed over again, as the same mail.
 */
export async function sendByEmail(talk: ReceiptTalk, id: string): Promise<void> {
  const { email } = talk
  const claimed = await inTx(talk, { kind: 'system' }, ctx => claim(ctx, talk, id))
  if (!claimed || !email) return
  const { send, sentence, url } = claimed
  const { content, language } = send
  const reading = { tx: talk.db, clock: talk.clock }
  const paper = await talk.paper(reading, { orderId: send.orderId, sentence, url })
  if (!paper) return
  try {
    const { pdf, ...words } = paper
    await email.send({
      id: `receipt-${send.id}-${send.times}`,
      fromName: `${content.businessName}, ${content.store.name}`,
      to: send.address,
      language,
      ...words,
      attachments: [{ fileName: `${content.number}.pdf`, contentType: 'application/pdf', content: pdf }],
    })
    await inTx(talk, { kind: 'system' }, ctx => settleSend(ctx, send, { state: 'sent' }))
  } catch (error) {
    if (!(error instanceof EmailRejected || error instanceof EmailUnavailable)) throw error
    const over = talk.clock.now().getTime() - send.createdAt.getTime() > givenUpMs
    const { message } = error
    talk.log.warn({ sendId: send.id, why: message }, 'a receipt was not taken by the mail server')
    await inTx(talk, { kind: 'system' }, async ctx => {
      if (error instanceof EmailRejected || over)
        await settleSend(ctx, send, { state: 'failed', why: message })
      else await putOff(ctx, send, Math.min(1000 * 2 ** send.attempts, longestWaitMs))
    })
  }
}

type Claimed = { send: DueSend; sentence: string; url: string }

async function claim(ctx: Ctx, { email, publicUrl }: ReceiptTalk, id: string): Promise<Claimed | undefined> {
  const seen = await readSend(ctx, id)
  if (!seen) return undefined
  await holdConsent(ctx, seen.contactPointId)
  const send = await readSend(ctx, id, true)
  if (!send) return undefined
  const { verdict, reasons } = await askGate(ctx, {
    storeId: send.storeId,
    customerId: send.customerId,
    contactPointId: send.contactPointId,
    channel: 'email',
    purpose: 'receipt',
    permitted: true,
  })
  if (verdict !== 'allow' || !email) {
    await settleSend(ctx, send, { state: 'refused', why: reasons.join(', ') || 'no_mail_server' })
    return undefined
  }
  await putOff(ctx, send, claimMs)
  const url = `${publicUrl}/r/${send.token}`
  return { send, url, sentence: await receiptText(ctx, { ...send, url }) }
}
