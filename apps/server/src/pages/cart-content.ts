import type { CartDiscount, CartItem, CartTotals, ShippingOption } from '@rapport/contract'

export type SharedItem = Pick<
  CartItem,
  | 'id'
  | 'variantId'
  | 'name'
  | 'colour'
  | 'size'
  | 'pictureUrl'
  | 'quantity'
  | 'fulfilment'
  | 'unitPriceMinor'
  | 'grossMinor'
>
export type SharedDiscount = Pick<CartDiscount, 'itemId' | 'kind' | 'value' | 'reason' | 'amountMinor'>

/** A shared version as the page draws it (`cart_versions.content`). */
export type SharedContent = {
  currency: string
  items: readonly SharedItem[]
  discounts: readonly SharedDiscount[]
  delivery: { option: ShippingOption | null }
  totals: CartTotals
}
