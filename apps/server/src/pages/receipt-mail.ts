import type { ReceiptPaper } from '../domains/checkout/index.ts'
import { type SeenReceipt, seeReceipt } from './receipt-facts.ts'
import { receiptPage } from './receipt-page.ts'
import { receiptPdf } from './receipt-pdf.ts'
import { receiptWords } from './receipt-words.ts'
import { renderPage } from './templates.ts'
import { textOf } from './texts.ts'

/** What an email with a receipt is made of, as it stands when it goes: what was refunded since is in it. */
export const receiptPaper =
  (email: string | undefined): ReceiptPaper =>
  async (reading, { orderId, ...words }) => {
    const receipt = await seeReceipt(reading, { orderId }, email)
    if (!receipt) return undefined
    const { content, language, refunds } = receipt
    return { ...receiptMail(receipt, words), pdf: await receiptPdf(content, language, refunds) }
  }

type ReceiptMail = { subject: string; text: string; html: string }

/**
 * A receipt as a mail: all of it in words, so that it is whole without pictures and without opening anything. Nothing in it is
 * fetched, so that nobody learns when it is read.
 * @param sentence the business's own, with the address of the receipt's page in it
 */
export function receiptMail(
  receipt: SeenReceipt,
  { sentence, url }: { sentence: string; url: string },
): ReceiptMail {
  const { content, language, refunds } = receipt
  const { store } = content
  const page = receiptPage(language, receipt, true)
  const words = receiptWords(language, content, refunds)
  const items = page.items.map((item, at) => ({ ...item, amount: words.goods[at]?.amount ?? '' }))
  const place = [store.name, store.street, [store.postalCode, store.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  const mail = { ...page, items, between: words.between, place, sentence: linked(sentence, url), url }
  const pair = (line: { label: string; amount: string }) => `${line.label}: ${line.amount}`
  const { legal, write } = page
  const parts = [
    [page.thanks ?? page.title],
    [sentence],
    [
      page.order,
      ...items.map(item => [
        `${item.name}: ${item.amount}`,
        `  ${item.way}`,
        item.where && `  ${item.where}`,
      ]),
    ],
    [
      ...words.between.map(pair),
      `${textOf(language, 'sum.total')}: ${words.total}`,
      ...page.under.map(pair),
      words.paid,
    ],
    [words.date, words.served],
    [write && textOf(language, 'write.reach', { address: write.shown })],
    [
      place,
      legal && [legal.name, legal.address].filter(Boolean).join(', '),
      legal?.taxId,
      legal?.note,
      ...(legal?.links ?? []).map(({ key, href }) => `${textOf(language, key)}: ${href}`),
    ],
  ]
  return {
    subject: `${content.businessName}: ${page.title}`,
    html: renderPage('mail', language, mail),
    text: parts
      .map(part => part.flat().filter(Boolean).join('\n'))
      .filter(Boolean)
      .join('\n\n'),
  }
}

/** The sentence in pieces, the address in it one that can be pressed, shown without what nobody reads. */
function linked(sentence: string, url: string): { text: string; href: string | null }[] {
  const shown = { text: url.replace(/^https?:\/\//, ''), href: url }
  return sentence
    .split(url)
    .flatMap((text, at) => [...(at === 0 ? [] : [shown]), { text, href: null }])
    .filter(part => part.text !== '')
}
