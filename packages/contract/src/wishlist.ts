import { z } from 'zod'
import { oneLine } from './customer-parts.ts'
import { operation } from './operation.ts'
import { Id, Instant, page, pageInput, StaffSummary } from './shapes.ts'

export const WishlistItem = z.object({
  id: Id,
  product: z.object({ id: Id, name: z.string(), pictureUrl: z.string().nullable() }),
  /** Null: the product in whatever colour and size. */
  variant: z
    .object({
      id: Id,
      sku: z.string().nullable(),
      colour: z.string().nullable(),
      size: z.string().nullable(),
    })
    .nullable(),
  /** The size they wish for, when the variant does not say it. */
  size: z.string().nullable(),
  note: z.string().nullable(),
  source: z.enum(['customer', 'associate', 'import']),
  addedBy: StaffSummary.nullable(),
  addedAt: Instant,
  /** In the store's currency; null when it has no price there. */
  price: z.object({ currency: z.string(), amountMinor: z.number().int() }).nullable(),
  /** Pieces at this store. */
  stockHere: z.number().int(),
})
export type WishlistItem = z.infer<typeof WishlistItem>

const inStore = { storeId: Id, customerId: Id }

export const wishlist = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/wishlist',
      tags: ['Wishlist'],
      summary: 'What a customer wishes for, the latest first, with price and stock here',
    })
    .input(z.object({ ...inStore, ...pageInput }))
    .output(page(WishlistItem)),
  add: operation('customer.edit')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/customers/{customerId}/wishlist',
      successStatus: 201,
      tags: ['Wishlist'],
      summary:
        'Add a product or a variant; one that is there already is answered as it is, with the new size and note',
    })
    .errors({
      UNKNOWN_PRODUCT: {
        status: 422,
        message: 'The catalog has no such product, or it has no such variant.',
      },
    })
    .input(
      z.object({
        ...inStore,
        productId: Id,
        variantId: Id.optional(),
        size: oneLine(20).min(1).optional(),
        note: oneLine(200).min(1).optional(),
        /** Who had the wish: the customer said it, or I thought of it. */
        source: z.enum(['customer', 'associate']).default('associate'),
      }),
    )
    .output(WishlistItem),
  remove: operation('customer.edit')
    .route({
      method: 'DELETE',
      path: '/stores/{storeId}/customers/{customerId}/wishlist/{itemId}',
      tags: ['Wishlist'],
      summary: 'Take a wish away',
    })
    .input(z.object({ ...inStore, itemId: Id }))
    .output(z.object({})),
}
