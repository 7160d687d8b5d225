import { z } from 'zod'
import { Channel, Id, Instant, StaffSummary } from './shapes.ts'

export const MessageStatus = z.enum([
  'received',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
])
export type MessageStatus = z.infer<typeof MessageStatus>

/**
 * Why a message failed, in words the app has a sentence for. The provider's own code stays beside it.
 */
export const FailureReason = z.enum([
  'opted_out',
  'unreachable',
  'invalid_number',
  'landline',
  'blocked_by_carrier',
  'country_not_enabled',
  'number_misconfigured',
  'unregistered',
  'window_closed',
  'media_refused',
  'denied_by_gate',
  'unknown',
])
export type FailureReason = z.infer<typeof FailureReason>

/** Why a payment made no order (PAY-3), or why the money of one that did is gone again. */
export const PaymentProblem = z.enum([
  'late',
  'double',
  'old_link',
  'amount',
  'unknown',
  'out_of_stock',
  'capture_failed',
  'chargeback',
])
export type PaymentProblem = z.infer<typeof PaymentProblem>

const money = { currency: z.string(), amountMinor: z.number().int() }

/** A line in the thread that is no message: consent, assignment, carts and payments. */
export const SystemLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('requested'), staffName: z.string() }),
  z.object({ type: z.literal('opted_in'), words: z.string().nullable(), cause: z.string() }),
  z.object({
    type: z.literal('opted_out'),
    words: z.string().nullable(),
    cause: z.string(),
    everywhere: z.boolean(),
  }),
  z.object({ type: z.literal('declined'), words: z.string().nullable() }),
  z.object({ type: z.literal('request_lapsed') }),
  z.object({ type: z.literal('provider_confirmed') }),
  z.object({ type: z.literal('stop_suspected'), words: z.string() }),
  z.object({ type: z.literal('stop_dismissed'), staffName: z.string() }),
  z.object({
    type: z.literal('assigned'),
    staffName: z.string().nullable(),
    byName: z.string(),
    /** They took it themselves. */
    self: z.boolean().default(false),
  }),
  z.object({ type: z.literal('missed_call'), outcome: z.string() }),
  z.object({
    type: z.literal('cart_shared'),
    cartId: Id,
    version: z.number().int(),
    staffName: z.string(),
    /** Shared before: this is what it became. */
    again: z.boolean(),
    items: z.number().int(),
    ...money,
  }),
  /** The customer chose address or delivery on the page. */
  z.object({ type: z.literal('cart_delivery_chosen'), cartId: Id, ...money }),
  /** `staffName` is null where nobody did it. */
  z.object({
    type: z.literal('cart_emptied'),
    cartId: Id,
    why: z.enum(['saved', 'expired', 'removed']),
    staffName: z.string().nullable(),
  }),
  z.object({
    type: z.literal('cart_paid'),
    cartId: Id,
    orderId: Id,
    number: z.string(),
    by: z.enum(['link', 'terminal', 'cash']),
    /** Paid in the store: who took it. */
    staffName: z.string().nullable(),
    ...money,
  }),
  /** A payment came that made no order (PAY-3). */
  z.object({
    type: z.literal('payment_problem'),
    paymentId: Id,
    problem: PaymentProblem,
    returning: z.boolean(),
    ...money,
  }),
  z.object({
    type: z.literal('refund'),
    refundId: Id,
    orderId: Id.nullable(),
    number: z.string().nullable(),
    outcome: z.enum(['wanted', 'done', 'failed']),
    staffName: z.string().nullable(),
    ...money,
  }),
])
export type SystemLine = z.infer<typeof SystemLine>

export const Message = z.object({
  id: Id,
  conversationId: Id,
  /** Grows by one with each line of the conversation; the thread is ordered by it. */
  sequence: z.number().int(),
  direction: z.enum(['in', 'out', 'line']),
  kind: z.enum(['text', 'opt_in_request', 'automatic', 'receipt', 'line']),
  channel: Channel,
  body: z.string(),
  author: StaffSummary.nullable(),
  clientId: Id.nullable(),
  status: MessageStatus,
  failure: z.object({ reason: FailureReason, providerCode: z.string().nullable() }).nullable(),
  /** When a held message will go. */
  scheduledFor: Instant.nullable(),
  heldBecause: z.array(z.string()),
  line: SystemLine.nullable(),
  at: Instant,
})
export type Message = z.infer<typeof Message>
