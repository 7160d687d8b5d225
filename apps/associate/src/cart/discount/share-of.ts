import type { Cart } from '@rapport/contract'

type Proposed = { itemId: string | null; kind: 'amount' | 'percent'; value: number }
type Given = Pick<Cart, 'items' | 'discounts'>

/** What a discount comes to, rounded half away from zero as the server does. */
export const comesTo = ({ kind, value }: Proposed, baseMinor: number): number =>
  Math.min(baseMinor, kind === 'amount' ? value : Math.round((baseMinor * value) / 10_000))

/** What a discount is taken off: an item at its price, or the whole cart after what its items have already. */
export const baseOf = (cart: Given, itemId: string | null): number =>
  cart.items
    .filter(item => itemId === null || item.id === itemId)
    .reduce((sum, item) => sum + item.grossMinor - (itemId === null ? item.discountMinor : 0), 0)

/**
 * The largest share of any line that would be given away, in hundredths of a percent. Only to say beforehand whether a
 * manager will be needed; the server decides.
 */
export const largestShareBp = (cart: Given, proposed: Proposed): number => {
  const whole = cart.discounts.find(each => each.itemId === null)
  const onCart = proposed.itemId === null ? proposed : whole
  const own = (item: Cart['items'][number]) =>
    item.id === proposed.itemId ? comesTo(proposed, item.grossMinor) : item.discountMinor
  const base = cart.items.reduce((sum, item) => sum + item.grossMinor - own(item), 0)
  const offCart = onCart && base > 0 ? comesTo({ ...onCart, itemId: null }, base) : 0
  return Math.max(
    0,
    ...cart.items
      .filter(item => item.grossMinor > 0)
      .map(item => {
        const left = item.grossMinor - own(item)
        const part = base > 0 ? (offCart * left) / base : 0
        return Math.round(((own(item) + part) / item.grossMinor) * 10_000)
      }),
  )
}
