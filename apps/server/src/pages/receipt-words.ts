import type { ReceiptContent, ReceiptRefund } from '../domains/checkout/index.ts'
import { receiptNoteIn } from '../domains/pricing/index.ts'
import { includedTax, sumLines } from './sums.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { dateIn, moneyIn, shareIn } from './words.ts'

/** Names of methods as they are written everywhere; another is shown with its first letter large. */
const brands: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mc: 'Mastercard',
  amex: 'American Express',
  maestro: 'Maestro',
  bcmc: 'Bancontact',
  jcb: 'JCB',
  cup: 'UnionPay',
  diners: 'Diners Club',
  discover: 'Discover',
  ideal: 'iDEAL',
  paypal: 'PayPal',
  klarna: 'Klarna',
  applepay: 'Apple Pay',
  googlepay: 'Google Pay',
  wechatpay: 'WeChat Pay',
  alipay: 'Alipay',
  swish: 'Swish',
  blik: 'BLIK',
  sepadirectdebit: 'SEPA',
}

/** «Visa ending in 2291»; null when nobody said how. */
export function methodIn(language: PageLanguage, payment: ReceiptContent['payment']): string | null {
  if (payment.kind === 'cash') return textOf(language, 'method.cash')
  const raw = payment.method?.toLowerCase() ?? null
  const known = raw && (brands[raw] ?? brands[raw.split('_')[0] ?? ''])
  const name =
    known ??
    (raw && raw !== 'scheme' && raw !== 'card' && raw !== 'terminal'
      ? raw.charAt(0).toUpperCase() + raw.slice(1).replaceAll('_', ' ')
      : payment.kind === 'terminal' || raw
        ? textOf(language, 'method.card')
        : null)
  const digits = payment.detail?.match(/\d{2,4}$/)?.[0]
  return name && digits ? textOf(language, 'method.ending', { method: name, digits }) : name
}

/** Everything between the goods of a receipt and its foot, in words. */
export function receiptWords(
  language: PageLanguage,
  content: ReceiptContent,
  refunds: readonly ReceiptRefund[],
) {
  const { currency, totals, timeZone } = content
  const money = (minor: number) => moneyIn(language, minor, currency)
  const rated = totals.taxLines.filter(tax => tax.taxMinor !== 0)
  const method = methodIn(language, content.payment)
  const own = content.lines.flatMap(line => (line.discount ? [{ ...line.discount, of: line.name }] : []))
  return {
    order: textOf(language, 'receipt.order', { number: content.number }),
    date: dateIn(language, content.issuedAt, timeZone),
    served: content.staffFirstName
      ? textOf(language, 'receipt.soldBy', { name: content.staffFirstName })
      : null,
    goods: content.lines.map(line => ({
      label: `${line.quantity > 1 ? `${line.quantity} × ` : ''}${line.name}`,
      amount: money(line.grossMinor),
      good: false,
    })),
    between: sumLines(language, {
      currency,
      discounts: [...own, ...(content.discount ? [{ ...content.discount, of: null }] : [])],
      delivery: content.delivery && {
        label: textOf(language, 'sum.delivery'),
        amountMinor: totals.shippingMinor,
      },
      taxLines: totals.taxLines,
    }),
    total: money(totals.totalMinor),
    /** «Net € 514.29» beside «VAT 19 % € 97.71», a line a rate. */
    taxes: rated.map(tax => ({
      label: textOf(language, 'sum.net', { amount: money(tax.netMinor) }),
      amount: `${tax.label} ${shareIn(language, tax.ratePpm)} ${money(tax.taxMinor)}`,
      good: false,
    })),
    included: includedTax(language, currency, totals.taxLines),
    refunds: refunds.map(({ at, amountMinor, state }) => ({
      label: textOf(language, state === 'done' ? 'receipt.refunded' : 'receipt.refunding', {
        date: dateIn(language, at, timeZone),
      }),
      amount: money(-amountMinor),
      good: false,
    })),
    paid: method
      ? textOf(language, 'paid.with', { amount: money(totals.totalMinor), method })
      : textOf(language, 'paid.plain', { amount: money(totals.totalMinor) }),
    method: method && textOf(language, 'receipt.paidWith', { method }),
    note:
      content.seller &&
      receiptNoteIn({ receiptNote: content.seller.note }, [language, content.businessLanguage]),
  }
}
