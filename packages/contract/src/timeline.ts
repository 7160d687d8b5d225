import { z } from 'zod'
import { Channel, Id, Instant, StaffSummary } from './shapes.ts'

/** What happened with a customer, by what it was about (CUS-2). */
export const timelineKinds = [
  'order',
  'delivery',
  'return',
  'messages',
  'consent',
  'note',
  'wish',
  'assignment',
  'merge',
] as const
export const TimelineKind = z.enum(timelineKinds)
export type TimelineKind = z.infer<typeof TimelineKind>

const moment = { id: z.string(), at: Instant, storeId: Id.nullable(), storeName: z.string().nullable() }
const staff = StaffSummary.nullable()
const order = { orderId: Id, number: z.string() }

export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    ...moment,
    kind: z.literal('order'),
    ...order,
    state: z.enum(['open', 'completed', 'cancelled']),
    origin: z.enum(['store', 'online', 'remote']),
    totalMinor: z.number().int(),
    currency: z.string(),
    /** The names of up to three of its lines, and how many pieces there are. */
    products: z.array(z.string()),
    units: z.number().int(),
  }),
  z.object({
    ...moment,
    kind: z.literal('delivery'),
    ...order,
    /** At `at`: handed to the carrier, or arrived. */
    what: z.enum(['shipped', 'delivered']),
    carrier: z.string().nullable(),
  }),
  z.object({
    ...moment,
    kind: z.literal('return'),
    ...order,
    what: z.enum(['return', 'refund', 'exchange']),
    amountMinor: z.number().int(),
    currency: z.string(),
    products: z.array(z.string()),
  }),
  z.object({
    ...moment,
    /** One a day (of the store) and conversation; `at` is its last message. */
    kind: z.literal('messages'),
    conversationId: Id,
    count: z.number().int(),
    fromCustomer: z.number().int(),
    channel: Channel,
    last: z.object({ body: z.string(), direction: z.enum(['in', 'out']), sequence: z.number().int() }),
  }),
  z.object({
    ...moment,
    kind: z.literal('consent'),
    channel: Channel,
    before: z.string(),
    after: z.string(),
    cause: z.string(),
    /** The phone, email or WhatsApp id, as people write it. */
    address: z.string(),
    by: staff,
  }),
  z.object({
    ...moment,
    kind: z.literal('note'),
    noteId: Id,
    body: z.string(),
    labels: z.array(z.string()),
    pinned: z.boolean(),
    by: staff,
  }),
  z.object({
    ...moment,
    kind: z.literal('wish'),
    productId: Id,
    product: z.string(),
    size: z.string().nullable(),
    source: z.enum(['customer', 'associate', 'import']),
    by: staff,
  }),
  z.object({
    ...moment,
    kind: z.literal('assignment'),
    by: staff,
    from: z.object({ staff, storeName: z.string().nullable() }),
    to: z.object({ staff, storeName: z.string().nullable() }),
  }),
  z.object({
    ...moment,
    kind: z.literal('merge'),
    mergeId: Id,
    /** Who this customer was under the other profile. */
    name: z.string(),
    undone: z.boolean(),
    by: staff,
  }),
])
export type TimelineItem = z.infer<typeof TimelineItem>
