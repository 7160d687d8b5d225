import type { Cart } from '@rapport/contract'
import { Refusal } from '../../platform/refusal.ts'

export const cartClosed = () =>
  new Refusal('CART_CLOSED', 409, 'This cart is paid, expired or emptied. Open the current one.')
export const notReady = (missing: Cart['missing']) =>
  new Refusal('CART_NOT_READY', 409, 'Something is missing before this cart can be shared: see `missing`.', {
    missing,
  })
export const cartMovedOn = () =>
  new Refusal('CART_MOVED_ON', 409, 'The cart has changed since you looked. Look again.')
export const notSoldHere = () =>
  new Refusal('NOT_SOLD_HERE', 422, 'This is not sold any more, or has no price in the store’s currency.')
export const allShipped = () =>
  new Refusal('ALL_SHIPPED', 409, 'This business ships every item of a remote cart.')
export const cartInTheWay = () =>
  new Refusal('CART_IN_THE_WAY', 409, 'This customer has another cart open. Save or empty that one first.')
export const approvalNeeded = () =>
  new Refusal(
    'APPROVAL_NEEDED',
    409,
    'This gives away more than your role may. A manager can approve it here with their PIN.',
  )
export const approvalRefused = () =>
  new Refusal('APPROVAL_REFUSED', 403, 'The PIN is wrong, or this colleague may not approve discounts.')
