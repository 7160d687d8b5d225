import type { Cart, CartItem, CartState, Fulfilment, ItemProblem, ShippingOption } from '@rapport/contract'
import type { CartContent } from './content.ts'

/** What a cart may become. One that lapsed may still turn out to be paid: it was authorised before its day ended. */
export const transitions: Readonly<Record<CartState, readonly CartState[]>> = {
  open: ['saved', 'paid', 'expired', 'emptied'],
  saved: ['open', 'expired', 'emptied'],
  expired: ['paid'],
  paid: [],
  emptied: [],
}

/** What `payable` decides from. `endsAt` is the end of the cart's day at its store. */
export type ToBePaid = {
  state: CartState
  version: number
  sharedVersion: number | null
  endsAt: Date
}

export type NotPayable =
  | 'paid'
  | 'emptied'
  /** Its day was over. */
  | 'expired'
  /** Parked by the store. */
  | 'saved'
  | 'never_shared'
  /** An earlier version than the one that is shared. */
  | 'old_version'
  /** It has changed since it was shared: being updated. */
  | 'changed'
  /** Address or delivery is not chosen yet. */
  | 'delivery_missing'

/**
 * Decides whether a version of a cart may be paid, and why not: for its page, for «pay», and for money that comes. The one
 * truth of all three.
 * @param shared what was frozen of the shared version; undefined when nothing was
 * @param version the one that the page shows, or that the link was made for
 * @param at now; of money that comes, when it was authorised
 */
export function payable(
  cart: ToBePaid,
  shared: Pick<CartContent, 'delivery'> | undefined,
  version: number,
  at: Date,
): { ok: true } | { ok: false; why: NotPayable } {
  const why = whyNot(cart, shared, version, at)
  return why ? { ok: false, why } : { ok: true }
}

function whyNot(
  cart: ToBePaid,
  shared: Pick<CartContent, 'delivery'> | undefined,
  version: number,
  at: Date,
): NotPayable | undefined {
  if (cart.state === 'paid' || cart.state === 'emptied') return cart.state
  if (at >= cart.endsAt) return 'expired'
  if (cart.state === 'saved') return 'saved'
  if (cart.sharedVersion === null || !shared) return 'never_shared'
  if (version !== cart.sharedVersion) return 'old_version'
  if (cart.version > cart.sharedVersion) return 'changed'
  return shared.delivery.needed && !shared.delivery.option ? 'delivery_missing' : undefined
}

/** Until the clockwork has closed it, a cart whose day is over is looked at as closed. */
export const stateAt = (cart: { state: CartState; endsAt: Date }, now: Date): CartState =>
  (cart.state === 'open' || cart.state === 'saved') && now >= cart.endsAt ? 'expired' : cart.state

export const isAlive = (cart: { state: CartState; endsAt: Date }, now: Date): boolean =>
  ['open', 'saved'].includes(stateAt(cart, now))

/** What stands in the way of selling this many at the price they were added for. */
export function problemOf(item: {
  sold: boolean
  quantity: number
  available: number
  unitPriceMinor: number
  taxIncluded: boolean
  priceNow: { amountMinor: number; taxIncluded: boolean } | null
}): ItemProblem | null {
  if (!item.sold) return 'not_sold_any_more'
  if (!item.priceNow) return 'no_price'
  if (item.available <= 0) return 'sold_out'
  if (item.available < item.quantity) return 'too_few'
  const same =
    item.priceNow.amountMinor === item.unitPriceMinor && item.priceNow.taxIncluded === item.taxIncluded
  return same ? null : 'price_changed'
}

/** CRT-2: where an item is handed over, unless somebody says so: here when it is here, else it is shipped. */
export function fulfilmentFor(by: {
  kind: Cart['kind']
  mixedCarts: boolean
  here: number
  quantity: number
}): Fulfilment {
  return mayBeHandedOver(by) && by.here >= by.quantity ? 'in_store' : 'ship'
}

/** In an assisted sale the customer stands here; a remote cart is mixed only where the business wants that. */
export const mayBeHandedOver = (by: { kind: Cart['kind']; mixedCarts: boolean }): boolean =>
  by.kind === 'sale' || by.mixedCarts

/** Enough to send a parcel to. */
export const isComplete = (address: Cart['delivery']['address']): boolean =>
  Boolean(address?.line1 && address.city && address.country)

/** What must be done before a cart can be shared or paid. */
export function missingOf(cart: {
  items: readonly Pick<CartItem, 'problem'>[]
  delivery: Cart['delivery']
  totalMinor: number
  approvalNeeded: boolean
  /** CRT-9: the customer chooses address and delivery on the page. */
  customerChooses: boolean
}): Cart['missing'] {
  const { needed, address, option, options } = cart.delivery
  const complete = isComplete(address)
  const missing: Record<Cart['missing'][number], boolean> = {
    items: cart.items.length === 0,
    item_problem: cart.items.some(item => item.problem !== null),
    approval: cart.approvalNeeded,
    address: needed && !complete && !cart.customerChooses,
    not_shipped_there: needed && complete && options.length === 0,
    shipping_option: needed && complete && options.length > 0 && !option && !cart.customerChooses,
    nothing_to_pay: cart.items.length > 0 && cart.totalMinor <= 0,
  }
  return (Object.keys(missing) as Cart['missing']).filter(one => missing[one])
}

/**
 * How it is delivered: the chosen option as long as it is offered; else the one of the same name, for a rate that another
 * weight or total has replaced; and where nothing was chosen the only one there is.
 */
export function optionFor(
  options: readonly ShippingOption[],
  chosen: { id: string; name: string } | null,
): ShippingOption | null {
  const same = chosen
    ? (options.find(one => one.id === chosen.id) ?? options.find(one => one.name === chosen.name))
    : undefined
  const only = !chosen && options.length === 1 ? options[0] : undefined
  return same ?? only ?? null
}
