import { z } from 'zod'
import { exportedLists } from './exported-lists.ts'
import { operation } from './operation.ts'
import { eitherEnd, Id, Instant, page, pageInput, period } from './shapes.ts'

export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  staffName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  /** What the subject is called now, where it was written down by its id and still has a name that one may read. */
  subjectName: z.string().nullable(),
  /** It is of a customer who was erased. */
  subjectErased: z.boolean(),
  storeId: Id.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** What was taken, and by which filter; what was searched for is not kept, for it may be a person's name. */
export const ListExport = z.object({
  list: z.enum(exportedLists),
  rows: z.number().int().min(0).max(1_000_000),
  filter: z
    .object({
      show: z.string().max(40),
      action: z.string().max(60),
      kind: z.string().max(40),
      storeId: Id,
      staffId: Id,
      from: Instant,
      until: Instant,
      searched: z.boolean(),
    })
    .partial(),
})
export type ListExport = z.infer<typeof ListExport>

export const audit = {
  list: operation('audit.read')
    .route({
      method: 'GET',
      path: '/audit',
      tags: ['Audit'],
      summary: 'Who did what, when, from where; newest first',
    })
    .input(
      z.object({
        action: z.string().max(60).optional(),
        staffId: Id.optional(),
        storeId: Id.optional(),
        ...period,
        ...eitherEnd('newest'),
        ...pageInput,
      }),
    )
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
  recordExport: operation('signed-in')
    .route({
      method: 'POST',
      path: '/audit/exports',
      tags: ['Audit'],
      summary:
        'Write down that a list is taken as a file; for lists that name customers one needs `customer.export`',
    })
    .input(ListExport)
    .output(z.object({})),
}
