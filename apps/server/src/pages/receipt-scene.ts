import type { ReceiptContent } from '../domains/checkout/index.ts'
import { cartFacts, sharedContent } from './cart-scene.ts'

/** The receipt of the pages' tests: the cart of `cart-scene.ts`, paid. */
export const receiptContent = (rest: Partial<ReceiptContent> = {}): ReceiptContent => {
  const { items, totals, currency } = sharedContent()
  const { seller } = cartFacts()
  return {
    number: 'A-10482',
    issuedAt: '2026-11-23T10:00:00.000Z',
    timeZone: 'Europe/Berlin',
    businessName: 'Maison Alder',
    store: {
      name: 'Berlin Mitte',
      street: 'Torstraße 140',
      postalCode: '10119',
      city: 'Berlin',
      country: 'DE',
      openingHours: 'Mon–Sat 10–20',
    },
    staffFirstName: 'Maya',
    seller: seller && {
      ...seller,
      address: seller.address ?? '',
      note: { en: 'Returns within 30 days', de: 'Rückgabe innerhalb von 30 Tagen' },
    },
    businessLanguage: 'en',
    currency,
    lines: items.map(({ id: _id, variantId: _variant, ...line }, n) => ({
      ...line,
      sku: `SKU-${n + 1}`,
      discount: null,
    })),
    discount: { reason: 'Welcome back', percentBp: 1000, amountMinor: 6800 },
    delivery: { name: 'Standard', priceMinor: 0, daysFrom: 3, daysUntil: 3 },
    totals,
    payment: {
      kind: 'link',
      method: 'visa',
      detail: '2291',
      reference: 'QFQTPCQ8HXSKGK82',
      paidAt: '2026-11-23T10:00:00.000Z',
    },
    ...rest,
  }
}
