import { z } from 'zod'
import { Currency, plainText } from './catalog.ts'
import { PaymentProblem } from './messages.ts'
import { operation } from './operation.ts'
import { eitherEnd, Id, Instant, page, pageInput, period, StaffSummary, searched } from './shapes.ts'

const Minor = z.number().int()

export const Refund = z.object({
  id: Id,
  paymentId: Id,
  orderId: Id.nullable(),
  amountMinor: Minor,
  currency: Currency,
  reason: z.string(),
  lines: z.array(z.object({ lineId: Id, quantity: z.number().int() })),
  state: z.enum(['wanted', 'sent', 'done', 'failed']),
  /** Why it failed, as the provider says it. */
  failure: z.string().nullable(),
  /** The refund that stands for this one, when it failed and was tried again. */
  retriedAs: Id.nullable(),
  /** Null: by rule. */
  staff: StaffSummary.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
})
export type Refund = z.infer<typeof Refund>

export const Payment = z.object({
  id: Id,
  kind: z.enum(['link', 'terminal', 'cash']),
  /** The provider's, or what the till printed. */
  reference: z.string(),
  cartId: Id.nullable(),
  order: z.object({ id: Id, number: z.string() }).nullable(),
  store: z.object({ id: Id, name: z.string() }).nullable(),
  customer: z.object({ id: Id, name: z.string() }).nullable(),
  currency: Currency,
  amountMinor: Minor,
  refundedMinor: Minor,
  method: z.string().nullable(),
  methodDetail: z.string().nullable(),
  problem: PaymentProblem.nullable(),
  state: z.enum(['taken', 'kept', 'returning', 'returned', 'failed']),
  paidAt: Instant,
  staff: StaffSummary.nullable(),
  refunds: z.array(Refund),
})
export type Payment = z.infer<typeof Payment>

/** Something of payments that waits longer than it should. */
export const StuckPayment = z.object({
  kind: z.enum(['link', 'refund', 'notification']),
  /**
   * What does not happen. A link is to be made, to be ended, or was paid and nobody told us; a refund is to be sent, or
   * was sent and is not answered; a notification is to be worked off.
   */
  step: z.enum(['make', 'end', 'hear', 'send', 'answer', 'work_off']),
  id: Id,
  /** Under which the provider knows it, or will. */
  reference: z.string(),
  /** Of a refund: what it gives back. */
  paymentId: Id.nullable(),
  currency: Currency.nullable(),
  amountMinor: Minor.nullable(),
  since: Instant,
  /** In the provider's words, or the machine's. */
  why: z.string().nullable(),
})
export type StuckPayment = z.infer<typeof StuckPayment>

const tags = ['Payments']

export const payments = {
  list: operation('payment.manage')
    .route({ method: 'GET', path: '/payments', tags, summary: 'Money that came; the latest first' })
    .input(
      z.object({
        /** `problem`: it made no order. `kept`: of those, the ones that wait for someone. */
        show: z.enum(['all', 'problem', 'kept']).default('all'),
        storeId: Id.optional(),
        kind: Payment.shape.kind.optional(),
        /** The beginning of a reference, or the number of an order. */
        q: searched.optional(),
        ...period,
        ...eitherEnd('newest'),
        ...pageInput,
      }),
    )
    .output(page(Payment)),
  get: operation('payment.manage')
    .route({ method: 'GET', path: '/payments/{paymentId}', tags, summary: 'A payment with its refunds' })
    .input(z.object({ paymentId: Id }))
    .output(Payment),
  giveBack: operation('payment.manage')
    .route({
      method: 'POST',
      path: '/payments/{paymentId}/give-back',
      tags,
      summary: 'Give back a payment that made no order',
    })
    .errors({
      NOTHING_TO_GIVE_BACK: {
        status: 409,
        message: 'This money went back already, or it paid an order: refund the order.',
      },
    })
    .input(z.object({ paymentId: Id, reason: plainText(200).min(1) }))
    .output(Payment),
  failedRefunds: operation('payment.manage')
    .route({ method: 'GET', path: '/refunds/failed', tags, summary: 'Refunds that failed, the latest first' })
    .input(z.object({ ...eitherEnd('newest'), ...pageInput }))
    .output(page(Refund)),
  retryRefund: operation('payment.manage')
    .route({
      method: 'POST',
      path: '/refunds/{refundId}/retry',
      tags,
      summary: 'Try a failed refund again, as a new one',
    })
    .errors({
      NOT_FAILED: { status: 409, message: 'Only a refund that failed can be tried again, and once.' },
      NOTHING_TO_GIVE_BACK: {
        status: 409,
        message: 'There is not as much left of this payment: it went back another way.',
      },
    })
    .input(z.object({ refundId: Id }))
    .output(Refund),
  stuck: operation('payment.manage')
    .route({
      method: 'GET',
      path: '/payments/stuck',
      tags,
      summary: 'What of payments waits longer than it should, the longest first',
    })
    .input(z.object({ ...pageInput }))
    .output(page(StuckPayment)),
  ofOrder: operation('customer.read')
    .route({
      method: 'GET',
      path: '/orders/{orderId}/payments',
      tags,
      summary: 'How an order was paid and refunded, and its receipt',
    })
    .input(z.object({ orderId: Id }))
    .output(
      z.object({
        payments: z.array(Payment),
        /** Null: an order that was not made here. */
        receiptUrl: z.string().nullable(),
        receiptSends: z.array(
          z.object({
            way: z.enum(['message', 'email']),
            state: z.enum(['wanted', 'sent', 'refused', 'failed']),
            why: z.string().nullable(),
          }),
        ),
        /** What can still be given back. */
        refundableMinor: Minor,
      }),
    ),
}

/** From a cart to money, and back. */
export const checkout = {
  takePayment: operation('sale.take')
    .route({
      method: 'POST',
      path: '/carts/{cartId}/take-payment',
      tags,
      summary: 'Paid in the store, by terminal or cash, with the reference of it',
    })
    .errors({
      CART_CLOSED: { status: 409, message: 'This cart is paid, expired or emptied. Open the current one.' },
      CART_NOT_READY: {
        status: 409,
        message: 'Something is missing before this cart can be paid: see `missing`.',
      },
      CART_MOVED_ON: { status: 409, message: 'The cart has changed since you looked. Look again.' },
      APPROVAL_NEEDED: {
        status: 409,
        message: 'This gives away more than your role may. A manager can approve it here with their PIN.',
      },
    })
    .input(
      z.object({
        cartId: Id,
        version: z.number().int(),
        method: z.enum(['terminal', 'cash']),
        /** What the till or terminal printed. */
        reference: plainText(80).min(1),
        /** As the associate read it: refused when the cart comes to something else. */
        amountMinor: Minor,
      }),
    )
    .output(z.object({ orderId: Id, number: z.string() })),
  refund: operation('order.refund')
    .route({
      method: 'POST',
      path: '/orders/{orderId}/refunds',
      tags,
      summary: 'Give money back: all of it, some lines, or an amount',
    })
    .errors({
      TOO_MUCH: { status: 409, message: 'This is more than was paid and not given back yet.' },
      NOT_PAID_HERE: {
        status: 409,
        message: 'This order was not paid through Rapport. Refund it where it was paid.',
      },
    })
    .input(
      z.object({
        orderId: Id,
        /** One a tap: the same tap twice refunds once. */
        clientId: Id,
        what: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('all') }),
          z.object({
            kind: z.literal('lines'),
            lines: z
              .array(z.object({ lineId: Id, quantity: z.number().int().min(1) }))
              .min(1)
              .max(200),
            shipping: z.boolean().default(false),
          }),
          z.object({ kind: z.literal('amount'), amountMinor: Minor.min(1) }),
        ]),
        reason: plainText(200).min(1),
        /** The goods are back on the shelf. */
        restock: z.boolean().default(false),
      }),
    )
    .output(z.object({ refunds: z.array(Refund) })),
  sendReceipt: operation('message.send')
    .route({
      method: 'POST',
      path: '/orders/{orderId}/receipt',
      tags,
      summary: 'Send the receipt again, by message or email',
    })
    .errors({ NO_RECEIPT: { status: 409, message: 'This order has no receipt here.' } })
    .input(z.object({ orderId: Id, way: z.enum(['message', 'email']) }))
    .output(z.object({})),
}
