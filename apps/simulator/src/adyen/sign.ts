import { createHmac } from 'node:crypto'
import type { NoticeItem } from './records.ts'

/** The signature of a notification, written from its public description and not with the provider’s library. */
export function signatureOf(item: NoticeItem, hexKey: string): string {
  const signed = [
    item.pspReference,
    item.originalReference ?? '',
    item.merchantAccountCode,
    item.merchantReference,
    item.amount.value,
    item.amount.currency,
    item.eventCode,
    item.success,
  ]
  return createHmac('sha256', Buffer.from(hexKey, 'hex')).update(signed.join(':')).digest('base64')
}
