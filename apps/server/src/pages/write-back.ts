import { shownPhone } from '../domains/customers/contact-point.ts'

/** Where the customer reaches the store: the channel of the conversation, and the store's address on it. */
export type Reach = { channel: 'sms' | 'whatsapp' | 'email'; address: string }

/**
 * A link that opens the customer's own app with a text begun. `?&body=` is read by both platforms: the one wants `?`, the other `&`.
 * `shown` is for who has no such app: it is written under the link.
 */
export function writeBack(reach: Reach | null, text: string): { href: string; shown: string } | null {
  if (!reach) return null
  const body = encodeURIComponent(text)
  if (reach.channel === 'email')
    return { href: `mailto:${encodeURI(reach.address)}?body=${body}`, shown: reach.address }
  const shown = shownPhone(reach.address)
  return reach.channel === 'whatsapp'
    ? { href: `https://wa.me/${reach.address.replace(/\D/g, '')}?text=${body}`, shown }
    : { href: `sms:${reach.address}?&body=${body}`, shown }
}
