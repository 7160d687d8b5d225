import type { ReceiptContent, ReceiptRefund } from '../domains/checkout/index.ts'
import { fullName } from './goods.ts'
import { pageLanguage } from './language.ts'
import { receiptWords } from './receipt-words.ts'
import { textOf } from './texts.ts'
import { moneyIn } from './words.ts'

const soft = '#6B655C'

/**
 * A receipt as a document: text one can search and have read aloud, with its fonts inside. The same content gives the same
 * document.
 * @param language BCP 47; English where the pages do not speak it
 */
export async function receiptPdf(
  content: ReceiptContent,
  language: string,
  refunds: readonly ReceiptRefund[] = [],
): Promise<Uint8Array> {
  // What draws comes with the first receipt: with its fonts it takes a third of a second of every start.
  const { createSheet, sheetWidth } = await import('./pdf/sheet.ts')
  const spoken = pageLanguage(language) ?? 'en'
  const text = (key: string, values = {}) => textOf(spoken, key, values)
  const words = receiptWords(spoken, content, refunds)
  const money = (minor: number) => moneyIn(spoken, minor, content.currency)
  const { seller, store } = content
  const sheet = createSheet(spoken, {
    title: text('receipt.title', { number: content.number }),
    author: seller?.name ?? content.businessName,
    at: content.issuedAt,
  })
  const plain = { size: 10, face: 'text' as const }
  const quiet = { size: 9, face: 'text' as const, colour: soft }

  sheet.text('P', content.businessName, { size: 16, face: 'display' })
  sheet.gap(24)
  sheet.text('H1', text('receipt.heading'), { size: 26, face: 'display' })
  sheet.gap(4)
  sheet.text('P', words.order, plain)
  sheet.text('P', `${text('receipt.date')}: ${words.date}`, plain)
  if (words.served) sheet.text('P', words.served, quiet)
  sheet.gap(18)

  const head = ['receipt.item', 'receipt.quantity', 'receipt.unitPrice', 'receipt.amount'].map(key =>
    text(key),
  )
  sheet.table(
    [
      { cells: head, head: true, style: { size: 9, face: 'strong', colour: soft } },
      ...content.lines.map(line => ({
        cells: [
          fullName(line) + (line.sku ? `\n${line.sku}` : ''),
          String(line.quantity),
          money(line.unitPriceMinor),
          money(line.grossMinor),
        ],
        style: plain,
      })),
    ],
    [sheetWidth - 240, 50, 90, 100],
  )
  sheet.gap(4)
  sheet.rule()
  const pair = (line: { label: string; amount: string }, style: typeof plain | typeof quiet) => ({
    cells: [line.label, line.amount],
    style,
  })
  sheet.table(
    [
      ...words.between.map(line => pair(line, plain)),
      {
        cells: [text('sum.total'), words.total],
        style: { size: 13, face: 'strong' as const },
      },
      ...words.taxes.map(line => pair(line, quiet)),
      ...words.refunds.map(line => pair(line, plain)),
    ],
    [sheetWidth - 200, 200],
  )
  sheet.gap(14)
  sheet.text('P', words.method ?? words.paid, plain)
  sheet.text('P', text('receipt.reference', { reference: content.payment.reference }), quiet)
  sheet.gap(18)
  sheet.rule()
  if (seller) {
    sheet.text('H2', text('receipt.seller'), { size: 10, face: 'strong' })
    sheet.text('P', [seller.name, seller.address, seller.taxId].filter(Boolean).join('\n'), quiet)
    sheet.gap(6)
  }
  const place = [store.street, [store.postalCode, store.city].filter(Boolean).join(' ')].filter(Boolean)
  sheet.text('P', [store.name, ...place].join(', '), quiet)
  if (words.note) {
    sheet.gap(6)
    sheet.text('P', words.note, quiet)
  }
  for (const [key, href] of [
    ['foot.terms', seller?.termsUrl],
    ['foot.returns', seller?.returnsUrl],
    ['foot.privacy', seller?.privacyUrl],
  ] as const)
    if (href) sheet.text('P', `${text(key)}: ${href}`, quiet)
  return sheet.finish()
}
