import type { Product } from '@rapport/contract'
import { footOf } from './legal.ts'
import type { SeenProduct } from './product-facts.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { moneyIn } from './words.ts'
import { writeBack } from './write-back.ts'

type Variant = Product['variants'][number]

/** A product as the customer sees it: its pictures, what it costs here, and which size is where, in words (MSG-5). */
export function productPage(language: PageLanguage, seen: SeenProduct, publicUrl: string) {
  const { product, store } = seen
  const sold = product.active ? product.variants.filter(variant => variant.active) : []
  const ordered = [...new Set([seen.colour, ...sold.map(variant => variant.colour)])]
  const priceOf = (variant: Variant) => variant.prices.find(one => one.currency === product.currency)
  const prices = sold.flatMap(variant => priceOf(variant) ?? [])
  const [lowest] = prices.toSorted((a, b) => a.amountMinor - b.amountMinor)
  const oneprice = prices.every(one => one.amountMinor === lowest?.amountMinor)
  const money = (minor: number) => moneyIn(language, minor, product.currency, 'needed')
  const pictures = product.pictures.toSorted((a, b) => ordered.indexOf(a.colour) - ordered.indexOf(b.colour))
  const link = writeBack(
    seen.reach,
    textOf(language, 'write.aboutProduct', { name: seen.associate, product: product.name }),
  )
  const stock = (variant: Variant) => {
    if (variant.stockHere === 1) return textOf(language, 'stock.one', { store: store.name })
    if (variant.stockHere > 0) return textOf(language, 'stock.here', { store: store.name })
    const elsewhere = variant.stockWarehouse > 0
    return textOf(language, elsewhere ? 'stock.deliverable' : 'stock.none')
  }
  return {
    title: `${product.name}, ${seen.business}`,
    business: seen.business,
    picture: pictures[0] ? new URL(pictures[0].url, publicUrl).href : null,
    legal: footOf(seen.seller),
    heading: product.name,
    pictures: pictures.map(({ url, colour }) => ({
      url,
      of: colour ? textOf(language, 'product.pictureOf', { product: product.name, colour }) : product.name,
    })),
    price: lowest
      ? oneprice
        ? money(lowest.amountMinor)
        : textOf(language, 'product.from', { price: money(lowest.amountMinor) })
      : textOf(language, 'product.noPrice'),
    tax: lowest ? textOf(language, lowest.taxIncluded ? 'product.taxIncluded' : 'product.taxAdded') : null,
    about: product.description,
    colours: ordered
      .map(colour => ({ colour, variants: sold.filter(variant => variant.colour === colour) }))
      .filter(({ variants }) => variants.length > 0)
      .map(({ colour, variants }) => ({
        name: colour ?? textOf(language, 'product.sizes'),
        sizes: variants.map(variant => ({
          name: variant.size ?? product.name,
          price: oneprice ? null : money(priceOf(variant)?.amountMinor ?? 0),
          stock: stock(variant),
        })),
      })),
    facts: [
      { label: textOf(language, 'product.material'), text: product.material },
      { label: textOf(language, 'product.care'), text: product.care },
    ].filter(fact => fact.text),
    write: link && { ...link, label: textOf(language, 'write.to', { name: seen.associate }) },
  }
}

/** What is no longer sold: said so, with a way to write. */
export const goneProduct = (language: PageLanguage, seen: SeenProduct, publicUrl: string) => ({
  ...productPage(language, seen, publicUrl),
  heading: textOf(language, 'gone.heading'),
  text: textOf(language, 'gone.text'),
  go: null,
})
