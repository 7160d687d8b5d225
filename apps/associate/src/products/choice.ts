import type { Price, Product, Variant } from '@rapport/contract'

/** One size of a colour, as a column of the table of stock. */
export type Size = { label: string | null; variant: Variant }
export type Colour = { name: string | null; hex: string | null }
/** What of a product is meant. */
export type Choice = { colour: string | null; size: string | null }

const sold = (product: Product) => product.variants.filter(variant => variant.active || !product.active)

/** The colours it comes in, in their order. */
export function coloursOf(product: Product): Colour[] {
  const colours = new Map<string | null, Colour>()
  for (const { colour, colourHex } of sold(product))
    if (!colours.has(colour)) colours.set(colour, { name: colour, hex: colourHex })
  return [...colours.values()]
}

/** The sizes of a colour, in their order. */
export const sizesOf = (product: Product, colour: string | null): Size[] =>
  sold(product)
    .filter(variant => variant.colour === colour)
    .map(variant => ({ label: variant.size, variant }))

/** What stands chosen at first: the variant one came for, else the first colour, and its size if it has but one. */
export function firstChoice(product: Product, variantId?: string | null): Choice {
  const asked = product.variants.find(variant => variant.id === variantId)
  if (asked) return { colour: asked.colour, size: asked.size }
  const colour = coloursOf(product)[0]?.name ?? null
  const sizes = sizesOf(product, colour)
  return { colour, size: sizes.length === 1 ? (sizes[0]?.label ?? null) : null }
}

/** The same size in another colour, if it comes in it. */
export function inColour(product: Product, { size }: Choice, colour: string | null): Choice {
  const sizes = sizesOf(product, colour)
  const same = sizes.find(each => each.label === size) ?? (sizes.length === 1 ? sizes[0] : undefined)
  return { colour, size: same?.label ?? null }
}

/** The one variant that is chosen; undefined while it could be several. */
export function chosenOf(product: Product, { colour, size }: Choice): Variant | undefined {
  const sizes = sizesOf(product, colour)
  return sizes.length === 1 ? sizes[0]?.variant : sizes.find(each => each.label === size)?.variant
}

/** What the chosen variant costs in the store's currency, else the lowest of the colour; `varies` when others cost more. */
export function priceOf(product: Product, choice: Choice): { price: Price; varies: boolean } | null {
  const chosen = chosenOf(product, choice)
  const variants = chosen ? [chosen] : sizesOf(product, choice.colour).map(size => size.variant)
  const prices = variants
    .flatMap(variant => variant.prices.filter(price => price.currency === product.currency))
    .sort((one, other) => one.amountMinor - other.amountMinor)
  const [lowest] = prices
  return lowest ? { price: lowest, varies: prices.at(-1)?.amountMinor !== lowest.amountMinor } : null
}

export type Place = { id: string | null; name: string | null; counts: number[] }

/** Where the sizes of a colour are: here, in other stores (who has the chosen size first, then who is near), in the warehouse. */
export function placesOf(
  sizes: readonly Size[],
  chosen: Variant | undefined,
): { here: Place; others: Place[]; warehouse: Place } {
  const count = (of: (variant: Variant) => number) => sizes.map(size => of(size.variant))
  const stores = new Map(
    sizes.flatMap(({ variant }) => variant.stockElsewhere.map(each => [each.storeId, each] as const)),
  )
  const at = (storeId: string) => (variant: Variant) =>
    variant.stockElsewhere.find(each => each.storeId === storeId)?.quantity ?? 0
  const others = [...stores.values()]
    .map(({ storeId: id, storeName: name, sameCountry }) => {
      const counts = count(at(id))
      const has = chosen !== undefined && at(id)(chosen) > 0
      const total = counts.reduce((sum, each) => sum + each, 0)
      return { place: { id, name, counts }, weight: (has ? 2e9 : 0) + (sameCountry ? 1e9 : 0) + total }
    })
    .sort((one, other) => other.weight - one.weight)
    .map(({ place }): Place => place)
  return {
    here: { id: null, name: null, counts: count(variant => variant.stockHere) },
    others,
    warehouse: { id: null, name: null, counts: count(variant => variant.stockWarehouse) },
  }
}

/** The pictures of the colour, then those of none, then the rest: a swipe through what it looks like. */
export function picturesOf(product: Product, colour: string | null): string[] {
  const rank = (each: Product['pictures'][number]) =>
    each.colour === colour ? 0 : each.colour === null ? 1 : 2
  return [...product.pictures].sort((one, other) => rank(one) - rank(other)).map(each => each.url)
}
