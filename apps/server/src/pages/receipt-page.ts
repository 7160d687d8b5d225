import { kindOf, wayOf } from './goods.ts'
import { footOf } from './legal.ts'
import type { SeenReceipt } from './receipt-facts.ts'
import { receiptWords } from './receipt-words.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { arrived, nameIn } from './words.ts'
import { writeBack } from './write-back.ts'

/** A receipt as a page; `thanks` where the customer has just paid, at the address of their cart. */
export function receiptPage(language: PageLanguage, receipt: SeenReceipt, thanks: boolean) {
  const { content, address, customer } = receipt
  const { store, seller, delivery, timeZone, payment, number } = content
  const words = receiptWords(language, content, receipt.refunds)
  const name = content.staffFirstName
  const link = writeBack(
    receipt.reach,
    name ? textOf(language, 'write.aboutOrder', { name, number }) : `${number}: `,
  )
  const pickUp = [store.street ?? store.city, store.openingHours].filter(Boolean).join(', ')
  const sentTo = [address?.line1, [address?.postalCode, address?.city].filter(Boolean).join(' ')]
  const promise = delivery && !arrived(payment.paidAt, timeZone, delivery.daysUntil, receipt.now) && delivery
  const title = textOf(language, 'receipt.title', { number })
  return {
    title,
    business: content.businessName,
    picture: null,
    legal: footOf(seller, { note: words.note }),
    thanks:
      thanks && customer ? textOf(language, 'paid.heading', { customer: nameIn(language, customer) }) : null,
    paid: words.paid,
    items: content.lines.map(line => ({
      name: [`${line.quantity > 1 ? `${line.quantity} × ` : ''}${line.name}`, kindOf(line)]
        .filter(Boolean)
        .join(', '),
      picture: line.pictureUrl,
      way: wayOf(language, {
        fulfilment: line.fulfilment,
        store: { name: store.name, timeZone },
        promise: promise || null,
        paidAt: payment.paidAt,
        ready: true,
      }),
      where: line.fulfilment === 'in_store' ? pickUp : sentTo.filter(Boolean).join(', ') || null,
    })),
    order: words.order,
    sums: [...words.goods, ...words.between],
    total: words.total,
    under: [...words.taxes, ...words.refunds],
    date: words.date,
    served: words.served,
    pdf: { href: `/r/${receipt.token}.pdf`, label: textOf(language, 'receipt.pdfOf', { number }) },
    write: link && {
      ...link,
      label: name ? textOf(language, 'write.to', { name }) : textOf(language, 'write.us'),
    },
  }
}
