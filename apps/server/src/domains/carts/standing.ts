import type { Cart, CartItem, ShippingOption } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { paymentState } from '../payments/index.ts'
import {
  type LineToReckon,
  placeOf,
  type Reckoned,
  readSellingSettings,
  reckon,
  shippingOptions,
  taxRatesAt,
} from '../pricing/index.ts'
import { isComplete, missingOf, optionFor, problemOf, stateAt } from './cart.ts'
import { type LoadedCart, type LoadedItem, loadCart } from './load.ts'

/** A cart as it stands now: what it is made of, what it comes to, and what is missing. */
export type Standing = { cart: Cart; loaded: LoadedCart; reckoned: Reckoned }

/**
 * The cart as it stands, reckoned with the prices, stock, tax and delivery of now.
 * @param limitBp how far who looks may go with discounts, in hundredths of a percent; null: without limit
 * @throws Refusal NOT_FOUND
 */
export async function standingOf(
  reading: Reading,
  cartId: string,
  limitBp: number | null,
): Promise<Standing> {
  const loaded = await loadCart(reading, cartId)
  if (!loaded) throw notFound()
  const settings = await readSellingSettings(reading)
  const { reckoned, lines, delivery } = await reckonLoaded(reading, loaded)
  const items = loaded.items.map(item => itemOf(item, lines, reckoned))
  const shares = new Map(reckoned.lines.map(line => [line.id, line.discountShareBp]))
  const cart: Cart = {
    ...headOf(loaded, reading.clock.now()),
    payment: await paymentState(reading, cartId, loaded.sharedVersion),
    items,
    discounts: loaded.discounts.map(discount => ({ ...discount, amountMinor: amountOf(discount, reckoned) })),
    delivery,
    totals: reckoned.totals,
    missing: missingOf({
      items,
      delivery,
      totalMinor: reckoned.totals.totalMinor,
      approvalNeeded: loaded.items.some(item => (shares.get(item.id) ?? 0) > mayGive(item, limitBp)),
      customerChooses: loaded.kind === 'remote' && settings.customerChoosesDelivery,
    }),
  }
  return { cart, loaded, reckoned }
}

/** CRT-4: what may be given away of an item without asking: one's own limit, or what was given or approved before. */
export const mayGive = (item: Pick<LoadedItem, 'allowedBp'>, limitBp: number | null): number =>
  limitBp === null ? 10_000 : Math.max(limitBp, item.allowedBp)

type Line = LineToReckon
type Delivery = Cart['delivery']

/** Goods are taxed where they are handed over: here, or where they are sent to (here too, while nobody knows). */
async function reckonLoaded(
  reading: Reading,
  cart: LoadedCart,
): Promise<{ reckoned: Reckoned; lines: Map<string, Line>; delivery: Delivery }> {
  const here = placeOf(cart.store)
  const address = cart.address
  const there = address?.country ? placeOf({ country: address.country, region: address.region }) : here
  const rateAt = await taxRatesAt(reading, [here, there])
  const lines = cart.items.map(item => ({
    id: item.id,
    quantity: item.quantity,
    unitPriceMinor: item.unitPriceMinor,
    fulfilment: item.fulfilment,
    taxIncluded: item.taxIncluded,
    discount: discountOn(cart, item.id),
    ...rateAt(item.fulfilment === 'ship' ? there : here, item.taxClass),
  }))
  const goods = { lines, discount: discountOn(cart, null) }
  const shipped = cart.items.filter(item => item.fulfilment === 'ship')
  const options: ShippingOption[] =
    shipped.length > 0 && isComplete(address)
      ? await shippingOptions(reading, {
          ...there,
          currency: cart.currency,
          weightGrams: weightOf(shipped),
          totalMinor: reckon({ ...goods, delivery: null }).goodsMinor,
        })
      : []
  const option = optionFor(options, cart.chosen)
  const reckoned = reckon({
    ...goods,
    delivery: option && { priceMinor: option.priceMinor, ...rateAt(there, 'delivery') },
  })
  return {
    reckoned,
    lines: new Map(lines.map(line => [line.id, line])),
    delivery: { needed: shipped.length > 0, address, option, options },
  }
}

export const weightOf = (items: readonly Pick<LoadedItem, 'quantity' | 'weightG'>[]): number =>
  items.reduce((sum, item) => sum + item.quantity * (item.weightG ?? 0), 0)

function discountOn(cart: LoadedCart, itemId: string | null) {
  const found = cart.discounts.find(discount => discount.itemId === itemId)
  return found ? { kind: found.kind, value: found.value } : null
}

const amountOf = (discount: { itemId: string | null }, reckoned: Reckoned): number =>
  discount.itemId === null
    ? reckoned.cartDiscountMinor
    : (reckoned.lines.find(line => line.id === discount.itemId)?.discountMinor ?? 0)

function itemOf(item: LoadedItem, lines: ReadonlyMap<string, Line>, reckoned: Reckoned): CartItem {
  const line = reckoned.lines.find(one => one.id === item.id)
  if (!line) throw new Error('Every item is reckoned.')
  const problem = problemOf(item)
  return {
    id: item.id,
    variantId: item.variantId,
    productId: item.productId,
    name: item.name,
    colour: item.colour,
    size: item.size,
    sku: item.sku,
    pictureUrl: item.pictureUrl,
    quantity: item.quantity,
    fulfilment: item.fulfilment,
    unitPriceMinor: item.unitPriceMinor,
    grossMinor: line.grossMinor,
    discountMinor: line.discountMinor,
    cartDiscountMinor: line.cartDiscountMinor,
    taxMinor: line.taxMinor,
    taxRatePpm: lines.get(item.id)?.taxRatePpm ?? 0,
    taxIncluded: item.taxIncluded,
    totalMinor: line.totalMinor,
    priceNowMinor:
      item.priceNow && item.priceNow.amountMinor !== item.unitPriceMinor ? item.priceNow.amountMinor : null,
    available: item.available,
    problem,
  }
}

function headOf(loaded: LoadedCart, now: Date) {
  const { id, firstName, lastName } = loaded.customer
  return {
    id: loaded.id,
    storeId: loaded.storeId,
    customer: { id, firstName, lastName },
    conversationId: loaded.conversationId,
    kind: loaded.kind,
    state: stateAt(loaded, now),
    version: loaded.version,
    sharedVersion: loaded.sharedVersion,
    sharedAt: loaded.sharedAt?.toISOString() ?? null,
    pageUrl: pagePathOf(loaded.token),
    currency: loaded.currency,
    expiresAt: loaded.endsAt.toISOString(),
    openedBy: loaded.openedBy,
    staff: loaded.staff,
    orderId: loaded.orderId,
    requotedFrom: loaded.requotedFrom,
    createdAt: loaded.createdAt.toISOString(),
    changedAt: loaded.changedAt.toISOString(),
  }
}

/** Where the customer sees it; stays the same. The edge puts the server's own address before it. */
export const pagePathOf = (token: string): string => `/c/${token}`
