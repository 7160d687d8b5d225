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
