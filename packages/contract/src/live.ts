import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Id, StaffSummary } from './shapes.ts'

/**
 * A signal says what changed, never its content: the client fetches what it lacks.
 * `conversation`: its row, and lines up to `sequence`; `messageId` names a line whose status changed.
 * `mention`: a note mentions me. `assigned`: a colleague gave me this customer.
 * `read`: I read it on another device. `session`: my role or stores changed. `reload`: too much was missed.
 * `cart`: a customer's cart at a store changed, was paid, or money for it came or went back.
 * `import`: a run began, moved on or ended, for those who may manage imports.
 * `presence` is told in full, for it is nowhere stored.
 */
export const LiveSignal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), position: z.string() }),
  z.object({
    type: z.literal('conversation'),
    storeId: Id,
    conversationId: Id,
    sequence: z.number().int(),
    messageId: Id.nullable(),
    customerId: Id.nullable(),
    event: z.string(),
  }),
  z.object({ type: z.literal('read'), storeId: Id, conversationId: Id }),
  z.object({ type: z.literal('customer'), storeId: Id, customerId: Id }),
  z.object({ type: z.literal('mention'), storeId: Id, customerId: Id, noteId: Id }),
  z.object({ type: z.literal('assigned'), storeId: Id, customerId: Id }),
  z.object({
    type: z.literal('presence'),
    storeId: Id,
    conversationId: Id,
    present: z.array(z.object({ staff: StaffSummary, state: z.enum(['viewing', 'typing']) })),
  }),
  z.object({
    type: z.literal('cart'),
    storeId: Id,
    customerId: Id.nullable(),
    conversationId: Id.nullable(),
    cartId: Id.nullable(),
    event: z.enum(['changed', 'paid', 'problem', 'refund']),
    orderId: Id.nullable(),
  }),
  z.object({ type: z.literal('import'), importId: Id }),
  z.object({ type: z.literal('session') }),
  z.object({ type: z.literal('reload') }),
])
export type LiveSignal = z.infer<typeof LiveSignal>

export const live = {
  stream: operation('signed-in')
    .route({
      method: 'GET',
      path: '/live',
      tags: ['Live'],
      summary: 'Signals for my stores, as server-sent events; resumes from Last-Event-ID',
    })
    .output(eventIterator(LiveSignal)),
}
