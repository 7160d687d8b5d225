import { z } from 'zod'
import { operation } from './operation.ts'
import { Id, Instant, page, pageInput } from './shapes.ts'

export const RetentionKind = z.enum(['customers', 'messages', 'views'])
export type RetentionKind = z.infer<typeof RetentionKind>

/**
 * `customers`: erased after so many months without contact or order. `messages`: their words removed. `views`: the record
 * of who looked at whom forgotten.
 */
export const RetentionRule = z.object({
  kind: RetentionKind,
  /** Null: kept for ever. */
  months: z.number().int().nullable(),
  changedAt: Instant.nullable(),
  /** How many it would take tonight; counted up to 10,000. */
  due: z.object({ count: z.number().int(), more: z.boolean() }),
})
export type RetentionRule = z.infer<typeof RetentionRule>

export const CustomerView = z.object({
  staffId: Id,
  staffName: z.string(),
  storeId: Id.nullable(),
  storeName: z.string().nullable(),
  at: Instant,
  /** What was looked at first in that quarter of an hour. */
  what: z.enum(['profile', 'timeline', 'conversation', 'order', 'notes', 'export', 'other']),
})
export type CustomerView = z.infer<typeof CustomerView>

const months = z.number().int().min(1).max(600).nullable()

export const privacy = {
  export: operation('customer.export')
    .route({
      method: 'GET',
      path: '/customers/{customerId}/export',
      tags: ['Privacy'],
      summary: 'Everything that is held on one person, as a ZIP: to read, and as JSON',
      spec: current => ({
        ...current,
        responses: {
          ...current.responses,
          200: {
            description: 'The bundle',
            content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
          },
        },
      }),
    })
    .input(z.object({ customerId: Id }))
    .output(z.file()),
  erase: operation('customer.erase')
    .route({
      method: 'POST',
      path: '/customers/{customerId}/erase',
      tags: ['Privacy'],
      summary: 'Erase a person for good; the proof of their consent and the books stay, without them',
    })
    .errors({
      VERSION_CHANGED: {
        status: 412,
        message: 'This customer was changed meanwhile. Look again, then erase.',
      },
    })
    .input(z.object({ customerId: Id, version: z.number().int().optional() }))
    .output(z.object({ erasedAt: Instant })),
  views: operation('audit.read')
    .route({
      method: 'GET',
      path: '/customers/{customerId}/views',
      tags: ['Privacy'],
      summary: 'Who looked at a customer, newest first; one entry a person and quarter of an hour',
    })
    .input(z.object({ customerId: Id, ...pageInput }))
    .output(page(CustomerView)),
  retention: operation('privacy.manage')
    .route({
      method: 'GET',
      path: '/retention',
      tags: ['Privacy'],
      summary: 'How long what is kept, and how many that would take tonight',
    })
    .output(z.object({ rules: z.array(RetentionRule) })),
  tryRetention: operation('privacy.manage')
    .route({
      method: 'GET',
      path: '/retention/{kind}/try',
      tags: ['Privacy'],
      summary: 'How many a rule would take, without taking them',
    })
    .input(z.object({ kind: RetentionKind, months: z.coerce.number().int().min(1).max(600) }))
    .output(RetentionRule.shape.due),
  saveRetention: operation('privacy.manage')
    .route({
      method: 'PUT',
      path: '/retention/{kind}',
      tags: ['Privacy'],
      summary: 'Keep for so many months, or (null) for ever; runs every night',
    })
    .input(z.object({ kind: RetentionKind, months }))
    .output(RetentionRule),
}
