import { type Modification, methods, type NoticeItem, type PaymentRecord } from './records.ts'

/** What is told of a payment or one of its modifications; it is signed when it goes out. */
export function noticeFor(one: {
  payment: PaymentRecord
  code: string
  success: boolean
  reason: string
  modification: Modification | undefined
  atMs: number
  merchantAccount: string
}): NoticeItem {
  const { payment, code, success, modification } = one
  const card = methods[payment.method].summary
  const reason =
    code === 'AUTHORISATION' && success && card
      ? `${payment.pspReference.slice(0, 6)}:${card}:03/2030`
      : one.reason
  return {
    additionalData: {
      ...(withoutLink.has(code) ? {} : { paymentLinkId: payment.linkId }),
      ...(code === 'AUTHORISATION' && card ? { cardSummary: card, expiryDate: '03/2030' } : {}),
      ...(code === 'CANCEL_OR_REFUND' && modification?.action
        ? { 'modification.action': modification.action }
        : {}),
    },
    amount: modification?.amount ?? payment.amount,
    eventCode: code,
    eventDate: instant(one.atMs),
    merchantAccountCode: one.merchantAccount,
    merchantReference: modification?.reference || payment.reference,
    ...(modification ? { originalReference: payment.pspReference } : {}),
    ...(code === 'AUTHORISATION' && success ? { operations: ['CANCEL', 'CAPTURE', 'REFUND'] } : {}),
    paymentMethod: payment.method,
    pspReference: modification?.pspReference ?? payment.pspReference,
    reason,
    success: success ? 'true' : 'false',
  }
}

/** Their description has no place for the link's id. */
const withoutLink = new Set(['REFUND_FAILED', 'REFUNDED_REVERSED'])

/** To the second and with an offset, as the provider writes it. */
const instant = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d+Z$/, '+00:00')
