import { z } from 'zod'
import { Currency } from './catalog.ts'
import { operation } from './operation.ts'
import { OrderAddress, OrderInput, OrderOrigin, OrderState, ReturnKind } from './order-input.ts'
import { eitherEnd, Id, Instant, page, pageInput } from './shapes.ts'
import { streamed } from './streamed.ts'

/** How the order found its customer; null when it found none. */
export const MatchedBy = z.enum(['external_id', 'phone', 'email', 'created', 'staff']).nullable()

const StoreName = z.object({ id: Id, name: z.string() })

/** How far what was to be shipped has come; null when nothing is shipped. */
export const ShippingState = z.enum(['preparing', 'shipped', 'delivered']).nullable()

export const OrderRow = z.object({
  id: Id,
  number: z.string(),
  placedAt: Instant,
  state: OrderState,
  origin: OrderOrigin,
  store: StoreName.nullable(),
  currency: Currency,
  totalMinor: z.number().int(),
  /** Given back so far. */
  returnedMinor: z.number().int(),
  units: z.number().int(),
  returnedUnits: z.number().int(),
  exchanged: z.boolean(),
  shipping: ShippingState,
  /** The first four lines. */
  lines: z.array(
    z.object({ name: z.string(), quantity: z.number().int(), pictureUrl: z.string().nullable() }),
  ),
})
export type OrderRow = z.infer<typeof OrderRow>

export const OrderLine = z.object({
  id: Id,
  name: z.string(),
  colour: z.string().nullable(),
  size: z.string().nullable(),
  sku: z.string().nullable(),
  productId: Id.nullable(),
  variantId: Id.nullable(),
  pictureUrl: z.string().nullable(),
  quantity: z.number().int(),
  returnedQuantity: z.number().int(),
  exchangedQuantity: z.number().int(),
  unitPriceMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
  fulfilment: z.enum(['in_store', 'ship']),
})
export type OrderLine = z.infer<typeof OrderLine>

export const Delivery = z.object({
  id: Id,
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  shippedAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  lineIds: z.array(Id),
})
export type Delivery = z.infer<typeof Delivery>

export const OrderReturn = z.object({
  id: Id,
  kind: ReturnKind,
  at: Instant,
  reason: z.string().nullable(),
  amountMinor: z.number().int(),
  lines: z.array(
    z.object({
      lineId: Id.nullable(),
      name: z.string(),
      quantity: z.number().int(),
      replacement: z
        .object({ name: z.string(), productId: Id.nullable(), pictureUrl: z.string().nullable() })
        .nullable(),
    }),
  ),
})
export type OrderReturn = z.infer<typeof OrderReturn>

export const Order = z.object({
  id: Id,
  source: z.string(),
  externalId: z.string(),
  number: z.string(),
  version: Instant,
  placedAt: Instant,
  state: OrderState,
  origin: OrderOrigin,
  /** The cart it was paid from, and the conversation that led to it; null for orders of other sources. */
  cartId: Id.nullable(),
  conversationId: Id.nullable(),
  guest: z.boolean(),
  customer: z.object({ id: Id, name: z.string() }).nullable(),
  matchedBy: MatchedBy,
  store: StoreName.nullable(),
  staffName: z.string().nullable(),
  currency: Currency,
  lines: z.array(OrderLine),
  shippingMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  taxIncluded: z.boolean(),
  totalMinor: z.number().int(),
  returnedMinor: z.number().int(),
  /** Lines and shipping do not come to the total, by more than rounding. */
  totalsDiffer: z.boolean(),
  shipping: ShippingState,
  shippingAddress: OrderAddress.nullable(),
  deliveries: z.array(Delivery),
  returns: z.array(OrderReturn),
})
export type Order = z.infer<typeof Order>

const recorded = {
  outcome: z.enum(['created', 'updated', 'unchanged']),
  orderId: Id,
  /** Null: a guest's, or it is not clear whose (then it waits in the queue of ambiguous orders). */
  customerId: Id.nullable(),
  ambiguous: z.boolean(),
  /** Fields that could not be understood and so counted for nothing: a phone that is none, a seller whom nobody knows. */
  ignored: z.array(z.enum(['customer.phone', 'customer.email', 'staffEmail'])).optional(),
}
/** What became of one order. */
export const OrderRecorded = z.object(recorded)
export type OrderRecorded = z.infer<typeof OrderRecorded>

/** What became of one line; the lines of the answer are in the order of those sent. */
export const OrderImportResult = z.discriminatedUnion('outcome', [
  z.object({ line: z.number().int(), ...recorded }),
  z.object({
    line: z.number().int(),
    outcome: z.literal('refused'),
    code: z.string(),
    message: z.string(),
  }),
])
export type OrderImportResult = z.infer<typeof OrderImportResult>

const Candidate = z.object({
  id: Id,
  name: z.string(),
  /** What of the order is theirs. */
  by: z.enum(['phone', 'email']),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})

export const AmbiguousOrder = z.object({
  order: OrderRow,
  /** As the order named the buyer. */
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  since: Instant,
  candidates: z.array(Candidate),
})
export type AmbiguousOrder = z.infer<typeof AmbiguousOrder>

/** An order as one looks for it by its number. */
export const FoundOrder = OrderRow.pick({
  id: true,
  number: true,
  placedAt: true,
  store: true,
  currency: true,
  totalMinor: true,
}).extend({
  /** With a store of mine that knows them; null: a guest, or nobody whom my stores know. */
  customer: z.object({ id: Id, name: z.string(), storeId: Id }).nullable(),
})
export type FoundOrder = z.infer<typeof FoundOrder>

export const orders = {
  find: operation('customer.read')
    .route({
      method: 'GET',
      path: '/orders/by-number',
      tags: ['Orders'],
      summary: 'Orders whose number begins so, the shortest first',
    })
    .input(
      z.object({
        number: z.string().trim().min(2).max(60),
        limit: z.coerce.number().int().min(1).max(20).default(10),
      }),
    )
    .output(z.object({ orders: z.array(FoundOrder) })),
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/orders',
      tags: ['Orders'],
      summary: 'What a customer bought, newest first',
    })
    .input(z.object({ storeId: Id, customerId: Id, ...pageInput }))
    .output(page(OrderRow)),
  get: operation('customer.read')
    .route({
      method: 'GET',
      path: '/orders/{orderId}',
      tags: ['Orders'],
      summary: 'One order with its lines, deliveries, returns and exchanges',
    })
    .input(z.object({ orderId: Id }))
    .output(Order),
}

/** How orders come in. */
export const orderIntake = {
  put: operation('order.import')
    .route({
      method: 'POST',
      path: '/orders',
      tags: ['Orders'],
      summary: 'Create or update one order; the profile of its customer follows',
    })
    .errors({
      STORE_UNKNOWN: {
        status: 422,
        message: 'No store has this id, external id or name. Add the store, or send null.',
      },
    })
    .input(OrderInput)
    .output(OrderRecorded),
  ambiguous: operation('order.import')
    .route({
      method: 'GET',
      path: '/orders/ambiguous',
      tags: ['Orders'],
      summary: 'Orders whose phone is one customer’s and whose email is another’s, oldest first',
    })
    .input(z.object({ storeId: Id.optional(), ...eitherEnd('oldest'), ...pageInput }))
    .output(page(AmbiguousOrder)),
  resolve: operation('order.import')
    .route({
      method: 'POST',
      path: '/orders/{orderId}/resolve',
      tags: ['Orders'],
      summary: 'Say whose an ambiguous order is',
    })
    .errors({
      NOT_A_CANDIDATE: { status: 409, message: 'Choose one of the two customers that the order names.' },
    })
    .input(
      z.object({
        orderId: Id,
        /** One of the candidates, a new customer with what is nobody's yet, or nobody: it stays a guest's. */
        as: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('customer'), customerId: Id }),
          z.object({ kind: z.literal('new') }),
          z.object({ kind: z.literal('guest') }),
        ]),
      }),
    )
    .output(OrderRecorded),
}

export const orderStreams = {
  import: streamed('order.import', {
    path: '/orders:import',
    tag: 'Orders',
    summary: 'Create and update orders: an order a line, a result a line',
    line: OrderInput,
    result: OrderImportResult,
  }),
}
