export type LegalLink = { key: 'foot.terms' | 'foot.returns' | 'foot.privacy'; href: string }
/** The foot of a page: who sells, and on which terms. */
export type Foot = {
  name: string
  address: string | null
  taxId: string | null
  note: string | null
  links: readonly LegalLink[]
}

type Seller = {
  name: string
  address: string | null
  taxId: string | null
  termsUrl: string | null
  returnsUrl: string | null
  privacyUrl: string | null
}

/** On a receipt everything the law wants; on a cart the name and the terms. */
export function footOf(seller: Seller | null, full?: { note: string | null }): Foot | null {
  if (!seller) return null
  const links: [LegalLink['key'], string | null][] = [
    ['foot.terms', seller.termsUrl],
    ['foot.returns', seller.returnsUrl],
    ['foot.privacy', seller.privacyUrl],
  ]
  return {
    name: seller.name,
    address: full ? seller.address : null,
    taxId: full ? seller.taxId : null,
    note: full?.note ?? null,
    links: links.flatMap(([key, href]) => (href ? [{ key, href }] : [])),
  }
}
