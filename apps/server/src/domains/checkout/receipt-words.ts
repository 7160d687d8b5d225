import type { Language } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { readBusiness } from '../stores/index.ts'
import { fillIn, readText } from '../templates/index.ts'
import type { ReceiptContent } from './receipt-content.ts'

/** What a receipt is sent with: the business's own sentence, with the address of its page. */
export async function receiptText(
  reading: Pick<Reading, 'tx'>,
  receipt: { content: ReceiptContent; language: Language; url: string },
): Promise<string> {
  const { content, language, url } = receipt
  const business = await readBusiness(reading)
  const { body } = await readText(reading, 'receipt', [language, business.language])
  return fillIn(body, {
    // The limit is of messages that were not asked for; here it is not spoken of.
    business: { name: content.businessName, monthly_cap: null },
    store: content.store,
    order: { number: content.number },
    receipt: { url },
  })
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asHtml = (text: string) => text.replace(/[&<>"]/g, one => escaped[one] ?? one)

/** The same sentence as a mail: the store's name above it, its address below, the page one press away. */
export function receiptHtml(
  text: string,
  { content, language, url }: { content: ReceiptContent; language: string; url: string },
): string {
  const { store } = content
  const place = [store.name, store.street, [store.postalCode, store.city].filter(Boolean).join(' ')]
  const link = `<a href="${asHtml(url)}" style="color:#1f1b16">${asHtml(url)}</a>`
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="margin:0;background:#f6f2ea">
<div style="max-width:32rem;margin:0 auto;padding:2rem 1.5rem;font:16px/1.5 system-ui,sans-serif;color:#1f1b16">
<p style="font:500 22px/1.3 Georgia,serif;margin:0 0 1.5rem">${asHtml(content.businessName)}</p>
<p style="margin:0 0 1.5rem;overflow-wrap:anywhere">${asHtml(text).replaceAll(asHtml(url), link)}</p>
<p style="margin:0;font-size:14px;color:#655d50">${asHtml(place.filter(Boolean).join(', '))}</p>
</div></body></html>`
}
