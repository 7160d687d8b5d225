import { z } from 'zod'
import { operation } from './operation.ts'
import { Id, Instant, page, pageInput } from './shapes.ts'

export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  staffName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  storeId: Id.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const audit = {
  list: operation('audit.read')
    .route({
      method: 'GET',
      path: '/audit',
      tags: ['Audit'],
      summary: 'Who did what, when, from where; newest first',
    })
    .input(z.object({ action: z.string().max(60).optional(), staffId: Id.optional(), ...pageInput }))
    .output(page(AuditEntry)),
  get: operation('audit.read')
    .route({
      method: 'GET',
      path: '/audit/{entryId}',
      tags: ['Audit'],
      summary: 'One entry of the audit, with what was before and after',
    })
    .input(z.object({ entryId: Id }))
    .output(AuditEntry),
}
