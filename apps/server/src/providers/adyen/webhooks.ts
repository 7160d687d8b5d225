import hmac from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { z } from 'zod'
import type { NotificationKind, ToldPayment } from '../payment.ts'
import { fromAdyen } from './money.ts'

const validator = new hmac.default()

/**
 * An item of a standard webhook, as far as it is read; what else is in it is let be, for Adyen adds to it unannounced.
 * Values are left as they came: they are signed.
 */
const Item = z.object({
  pspReference: z.string().min(1),
  originalReference: z.string().nullish(),
  merchantAccountCode: z.string(),
  merchantReference: z.string().nullish(),
  amount: z.object({ value: z.number().int(), currency: z.string() }),
  eventCode: z.string().min(1),
  eventDate: z.string().nullish(),
  success: z.string(),
  paymentMethod: z.string().nullish(),
  reason: z.string().nullish(),
  additionalData: z.record(z.string(), z.unknown()).nullish(),
})
type Item = z.infer<typeof Item>

const Body = z.object({
  live: z.union([z.string(), z.boolean()]).optional(),
  notificationItems: z.array(z.object({ NotificationRequestItem: Item })).min(1),
})

export type AdyenWebhook = { live: boolean; items: { told: ToldPayment; signed: boolean }[] }

/**
 * Reads a webhook, and says of each item whether one of our keys signed it.
 * @returns undefined when it is no webhook of Adyen's
 */
export function readWebhook(body: unknown, keys: readonly string[]): AdyenWebhook | undefined {
  const parsed = Body.safeParse(body)
  if (!parsed.success) return undefined
  return {
    live: String(parsed.data.live) === 'true',
    items: parsed.data.notificationItems.map(({ NotificationRequestItem: item }) => ({
      told: toldBy(item),
      signed: keys.some(key => signedWith(item, key)),
    })),
  }
}

/** The library's own check, which throws when there is no signature at all. */
function signedWith(item: Item, key: string): boolean {
  const signature = item.additionalData?.hmacSignature
  if (typeof signature !== 'string' || signature === '') return false
  return validator.validateHMAC(item as never, key)
}

const kinds: Record<string, NotificationKind> = {
  AUTHORISATION: 'authorisation',
  CAPTURE: 'capture',
  CAPTURE_FAILED: 'capture',
  REFUND: 'refund',
  CANCELLATION: 'refund',
  CANCEL_OR_REFUND: 'refund',
  TECHNICAL_CANCEL: 'refund',
  REFUND_FAILED: 'refund_failed',
  REFUNDED_REVERSED: 'refund_failed',
  NOTIFICATION_OF_CHARGEBACK: 'chargeback',
  CHARGEBACK: 'chargeback',
  SECOND_CHARGEBACK: 'chargeback',
  CHARGEBACK_REVERSED: 'chargeback_reversed',
}

function toldBy(item: Item): ToldPayment {
  const { amount, additionalData } = item
  const cardSummary = text(additionalData?.cardSummary)
  const at = new Date(item.eventDate ?? '')
  return {
    merchantAccount: item.merchantAccountCode,
    eventCode: item.eventCode,
    kind: kinds[item.eventCode] ?? 'other',
    pspReference: item.pspReference,
    originalReference: item.originalReference || null,
    merchantReference: item.merchantReference ?? '',
    // `CAPTURE_FAILED` is a success at having failed.
    success: item.success === 'true' && item.eventCode !== 'CAPTURE_FAILED',
    currency: amount.currency,
    amountMinor: fromAdyen(amount.currency, amount.value),
    eventAt: Number.isNaN(at.getTime()) ? new Date() : at,
    details: {
      method: item.paymentMethod || null,
      methodDetail: /^\d{2,4}$/.test(cardSummary ?? '') ? cardSummary : null,
      providerLinkId: text(additionalData?.paymentLinkId),
      // Of an authorisation that went well it is the card's code, digits and expiry, which nobody here needs.
      reason: item.success === 'true' && item.eventCode === 'AUTHORISATION' ? null : item.reason || null,
    },
  }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
