import { z } from 'zod'
import { Cart, CartEvent, CartKind, CartRow, Fulfilment } from './cart-shapes.ts'
import { plainText } from './catalog.ts'
import { operation } from './operation.ts'
import { OrderAddress } from './order-input.ts'
import { Country, Id, page, pageInput } from './shapes.ts'

/** A manager's word, on the associate's own device (ACC-3). */
export const Approval = z.object({ staffId: Id, pin: z.string().regex(/^\d{4,8}$/) })
export type Approval = z.infer<typeof Approval>

const tags = ['Carts']
const edit = operation('cart.edit').errors({
  CART_CLOSED: { status: 409, message: 'This cart is paid, expired or emptied. Open the current one.' },
})
const approvalRefusals = {
  APPROVAL_NEEDED: {
    status: 409,
    message: 'This gives away more than your role may. A manager can approve it here with their PIN.',
  },
  APPROVAL_REFUSED: {
    status: 403,
    message: 'The PIN is wrong, or this colleague may not approve discounts.',
  },
  PIN_LOCKED: { status: 429, message: 'Too many wrong PINs. Try again in a quarter of an hour.' },
} as const
const cannotShare = {
  CART_NOT_READY: {
    status: 409,
    message: 'Something is missing before this cart can be shared: see `missing`.',
  },
  CART_MOVED_ON: { status: 409, message: 'The cart has changed since you looked. Look again.' },
} as const
const inStore = { storeId: Id, customerId: Id }
const cart = { cartId: Id }

export const carts = {
  current: operation('cart.edit')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/cart',
      tags,
      summary: 'The current cart of a customer; null when there is none',
    })
    .input(z.object(inStore))
    .output(z.object({ cart: Cart.nullable() })),
  open: operation('cart.edit')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/customers/{customerId}/cart',
      tags,
      summary: 'Open the current cart: the same again, or a new one',
    })
    .input(z.object({ ...inStore, kind: CartKind.default('remote') }))
    .output(Cart),
  list: operation('cart.edit')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/carts',
      tags,
      summary: 'Carts of a store: open, saved, or lapsed; the latest first',
    })
    .input(
      z.object({ storeId: Id, state: z.enum(['open', 'saved', 'expired']).default('saved'), ...pageInput }),
    )
    .output(page(CartRow)),
  get: operation('cart.edit')
    .route({
      method: 'GET',
      path: '/carts/{cartId}',
      tags,
      summary: 'A cart with its items, totals and what is missing',
    })
    .input(z.object(cart))
    .output(Cart),
  history: operation('cart.edit')
    .route({
      method: 'GET',
      path: '/carts/{cartId}/history',
      tags,
      summary: 'What happened with a cart, the latest first',
    })
    .input(z.object({ ...cart, ...pageInput }))
    .output(page(CartEvent)),
  addItem: edit
    .route({
      method: 'POST',
      path: '/carts/{cartId}/items',
      tags,
      summary: 'Add a variant; the same again raises its quantity',
    })
    .errors({
      NOT_SOLD_HERE: {
        status: 422,
        message: 'This is not sold any more, or has no price in the store’s currency.',
      },
    })
    .input(
      z.object({
        ...cart,
        /** One a tap: the same tap twice adds once. */
        clientId: Id,
        variantId: Id,
        quantity: z.number().int().min(1).max(999).default(1),
        /** Left out: in the store if it has it and mixed carts are on, else shipped. */
        fulfilment: Fulfilment.optional(),
        from: z.enum(['search', 'scan', 'wishlist', 'recommendation']).default('search'),
      }),
    )
    .output(Cart),
  changeItem: edit
    .route({
      method: 'PATCH',
      path: '/carts/{cartId}/items/{itemId}',
      tags,
      summary: 'Change quantity, fulfilment or variant, or accept the price of now',
    })
    .errors({
      NOT_SOLD_HERE: {
        status: 422,
        message: 'This is not sold any more, or has no price in the store’s currency.',
      },
      ALL_SHIPPED: { status: 409, message: 'This business ships every item of a remote cart.' },
    })
    .input(
      z.object({
        ...cart,
        itemId: Id,
        quantity: z.number().int().min(1).max(999).optional(),
        fulfilment: Fulfilment.optional(),
        variantId: Id.optional(),
        acceptPrice: z.literal(true).optional(),
      }),
    )
    .output(Cart),
  removeItem: edit
    .route({
      method: 'DELETE',
      path: '/carts/{cartId}/items/{itemId}',
      tags,
      summary: 'Remove an item; the last one empties the cart',
    })
    .input(z.object({ ...cart, itemId: Id }))
    .output(Cart),
  setDiscount: operation('cart.discount')
    .errors({
      CART_CLOSED: { status: 409, message: 'This cart is paid, expired or emptied. Open the current one.' },
      ...approvalRefusals,
    })
    .route({
      method: 'PUT',
      path: '/carts/{cartId}/discount',
      tags,
      summary: 'Give a discount on an item or the cart, change it, or (null) take it back',
    })
    .input(
      z.object({
        ...cart,
        /** Null: on the whole cart. */
        itemId: Id.nullable(),
        discount: z
          .object({
            kind: z.enum(['amount', 'percent']),
            value: z.number().int().min(1).max(1e12),
            reason: plainText(120).min(1),
          })
          .refine(given => given.kind === 'amount' || given.value <= 10_000, {
            path: ['value'],
            message: 'a discount takes off at most 100 percent, which is 10000',
          })
          .nullable(),
        approval: Approval.optional(),
      }),
    )
    .output(Cart),
  approve: edit
    .route({
      method: 'POST',
      path: '/carts/{cartId}/approve',
      tags,
      summary: 'A manager approves the discounts as they stand, with their PIN',
    })
    .errors(approvalRefusals)
    .input(z.object({ ...cart, version: z.number().int(), approval: Approval }))
    .output(Cart),
  setDelivery: edit
    .route({
      method: 'PUT',
      path: '/carts/{cartId}/delivery',
      tags,
      summary: 'Where it is shipped to, and how',
    })
    .errors({
      NOT_SHIPPED_THERE: {
        status: 422,
        message: 'This option is not offered for this address, weight and total.',
      },
      COUNTRY_NEEDED: { status: 422, message: 'An address needs its country.' },
    })
    .input(
      z.object({
        ...cart,
        address: OrderAddress.extend({ country: Country }).nullable(),
        shippingRateId: Id.nullable(),
      }),
    )
    .output(Cart),
  share: edit
    .route({
      method: 'POST',
      path: '/carts/{cartId}/share',
      tags,
      summary: 'Fix this version for the customer; its link and the words to send it with',
    })
    .errors({ ...cannotShare, ...approvalRefusals })
    .input(z.object({ ...cart, version: z.number().int() }))
    .output(z.object({ cart: Cart, url: z.string(), text: z.string() })),
  save: edit
    .route({ method: 'POST', path: '/carts/{cartId}/save', tags, summary: 'Park it until the day ends' })
    .input(z.object(cart))
    .output(Cart),
  resume: edit
    .route({ method: 'POST', path: '/carts/{cartId}/resume', tags, summary: 'Take a saved cart up again' })
    .errors({
      CART_IN_THE_WAY: {
        status: 409,
        message: 'This customer has another cart open. Save or empty that one first.',
      },
    })
    .input(z.object(cart))
    .output(Cart),
  empty: edit
    .route({ method: 'POST', path: '/carts/{cartId}/empty', tags, summary: 'Remove everything' })
    .input(z.object(cart))
    .output(Cart),
  turn: edit
    .route({
      method: 'POST',
      path: '/carts/{cartId}/turn',
      tags,
      summary: 'Make an assisted sale of a remote cart, or the other way round',
    })
    .input(z.object({ ...cart, kind: CartKind }))
    .output(Cart),
  requote: operation('cart.edit')
    .route({
      method: 'POST',
      path: '/carts/{cartId}/requote',
      tags,
      summary: 'Quote a lapsed cart again, at the prices of today',
    })
    .errors({
      CART_IN_THE_WAY: {
        status: 409,
        message: 'This customer has another cart open. Save or empty that one first.',
      },
      NOT_LAPSED: { status: 409, message: 'Only a cart that has lapsed can be quoted again.' },
    })
    .input(z.object(cart))
    .output(Cart),
}
