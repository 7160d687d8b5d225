import type { Cart, CartDiscount, CartItem } from '@rapport/contract'

/**
 * What a version was when it was fixed (`cart_versions.content`): the contract's cart without what changes by itself and
 * without anybody's name. Of a person it holds only what somebody wrote as the reason of a discount.
 */
export type CartContent = {
  kind: Cart['kind']
  currency: string
  items: Omit<CartItem, 'priceNowMinor' | 'available' | 'problem'>[]
  discounts: Omit<CartDiscount, 'givenBy' | 'approvedBy'>[]
  delivery: { needed: boolean; option: Cart['delivery']['option'] }
  totals: Cart['totals']
}

/** The cart as it is, to be fixed. */
export const contentOf = (cart: Cart): CartContent => ({
  kind: cart.kind,
  currency: cart.currency,
  items: cart.items.map(({ priceNowMinor: _now, available: _here, problem: _problem, ...item }) => item),
  discounts: cart.discounts.map(({ givenBy: _giver, approvedBy: _approver, ...discount }) => discount),
  delivery: { needed: cart.delivery.needed, option: cart.delivery.option },
  totals: cart.totals,
})
