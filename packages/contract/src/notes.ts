import { z } from 'zod'
import { manyLines } from './customer-parts.ts'
import { operation } from './operation.ts'
import { Id, Instant, page, pageInput, StaffSummary } from './shapes.ts'

export const NoteLabel = z.enum(['preference', 'feedback', 'size', 'request'])
export type NoteLabel = z.infer<typeof NoteLabel>

export const Note = z.object({
  id: Id,
  /** Null when it came with an import. */
  author: StaffSummary.nullable(),
  store: z.object({ id: Id, name: z.string() }),
  body: z.string(),
  labels: z.array(NoteLabel),
  pinned: z.boolean(),
  mentions: z.array(StaffSummary),
  createdAt: Instant,
  editedAt: Instant.nullable(),
  /** Whether I may change its words, and take it away. */
  mayEdit: z.boolean(),
  mayRemove: z.boolean(),
})
export type Note = z.infer<typeof Note>

const notAColleague = {
  status: 422,
  message: 'One of the people mentioned works at no store that knows this customer.',
} as const
const words = manyLines(4000).min(1)
const labels = z.array(NoteLabel).max(4)
const mentions = z.array(Id).max(20)
const inStore = { storeId: Id, customerId: Id }

export const notes = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/notes',
      tags: ['Notes'],
      summary: 'Notes on a customer: the pinned ones, then the latest',
    })
    .input(z.object({ ...inStore, label: NoteLabel.optional(), ...pageInput }))
    .output(page(Note)),
  colleagues: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/colleagues',
      tags: ['Notes'],
      summary: 'Whom a note on this customer can mention: staff of the stores that know them',
    })
    .input(z.object(inStore))
    .output(z.object({ staff: z.array(StaffSummary) })),
  add: operation('customer.edit')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/customers/{customerId}/notes',
      successStatus: 201,
      tags: ['Notes'],
      summary: 'Write a note on a customer',
    })
    .errors({ NOT_A_COLLEAGUE: notAColleague })
    .input(
      z.object({
        ...inStore,
        body: words,
        labels: labels.default([]),
        pinned: z.boolean().default(false),
        mentions: mentions.default([]),
      }),
    )
    .output(Note),
  update: operation('customer.edit')
    .route({
      method: 'PATCH',
      path: '/notes/{noteId}',
      tags: ['Notes'],
      summary:
        'Pin or unpin a note; change the words of one of mine, with `seenEditedAt` only those that I saw',
    })
    .errors({
      NOT_A_COLLEAGUE: notAColleague,
      NOT_MINE: { status: 403, message: 'Only who wrote a note changes its words. Write another one.' },
      VERSION_CHANGED: {
        status: 412,
        data: z.object({ current: Note }),
        message: 'The words of this note were changed meanwhile. Look at them, then save again.',
      },
    })
    .input(
      z.object({
        noteId: Id,
        body: words.optional(),
        /** `editedAt` of the note whose words I change: they are changed only if nobody did meanwhile. */
        seenEditedAt: Instant.nullable().optional(),
        labels: labels.optional(),
        pinned: z.boolean().optional(),
        mentions: mentions.optional(),
      }),
    )
    .output(Note),
  remove: operation('customer.edit')
    .route({
      method: 'DELETE',
      path: '/notes/{noteId}',
      tags: ['Notes'],
      summary: 'Take a note away for good: one of mine, or with `note.manage` anyone’s',
    })
    .errors({ NOT_MINE: { status: 403, message: 'Only who wrote a note, or a manager, takes it away.' } })
    .input(z.object({ noteId: Id }))
    .output(z.object({})),
  mentions: operation('customer.read')
    .route({
      method: 'GET',
      path: '/mentions',
      tags: ['Notes'],
      summary: 'Notes that mention me, the latest first',
    })
    .input(z.object({ ...pageInput }))
    .output(
      page(
        z.object({
          note: Note,
          /** I have had it before me. */
          seen: z.boolean(),
          /** In a store of mine that knows them. */
          storeId: Id,
          customer: z.object({ id: Id, name: z.string(), initials: z.string(), hue: z.number().int() }),
        }),
      ),
    ),
  mentionCount: operation('customer.read')
    .route({
      method: 'GET',
      path: '/mentions/count',
      tags: ['Notes'],
      summary: 'How many notes mention me that I have not seen; counted to 99',
    })
    .output(z.object({ unseen: z.number().int() })),
  seeMentions: operation('customer.read')
    .route({
      method: 'POST',
      path: '/mentions/seen',
      tags: ['Notes'],
      summary: 'I have seen that these notes mention me; what does not is passed over',
    })
    .input(z.object({ noteIds: z.array(Id).max(100) }))
    .output(z.object({})),
}
