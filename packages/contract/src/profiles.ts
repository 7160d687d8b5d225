import { z } from 'zod'
import { operation } from './operation.ts'
import { Channel, eitherEnd, Id, Instant, page, pageInput, StaffSummary } from './shapes.ts'
import { TimelineItem, TimelineKind } from './timeline.ts'

export const DuplicateReason = z.enum(['phone', 'email', 'name_address', 'name_birthday', 'order'])
export type DuplicateReason = z.infer<typeof DuplicateReason>

/** One side of a pair: enough to see whether it is the same person. */
export const DuplicateSide = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  initials: z.string(),
  hue: z.number().int(),
  city: z.string().nullable(),
  birthday: z.string().nullable(),
  contacts: z.array(z.string()),
  orders: z.number().int(),
  lastContactAt: Instant.nullable(),
  createdAt: Instant,
  /** Whether this store knows this side; without it, it cannot be opened here. */
  here: z.boolean(),
})
export type DuplicateSide = z.infer<typeof DuplicateSide>
export const Duplicate = z.object({
  first: DuplicateSide,
  second: DuplicateSide,
  reasons: z.array(DuplicateReason),
  foundAt: Instant,
})
export type Duplicate = z.infer<typeof Duplicate>

/** The fields that a merge takes from one of the two; everything else is moved, whole. */
export const mergeFields = [
  'firstName',
  'lastName',
  'pronoun',
  'language',
  'country',
  'region',
  'city',
  'timeZone',
  'birthday',
  'externalId',
  'assignedTo',
  'homeStore',
] as const
export const MergeField = z.enum(mergeFields)
export type MergeField = z.infer<typeof MergeField>
const Choice = z.enum(['survivor', 'absorbed'])
export type MergeChoice = z.infer<typeof Choice>

const pair = { survivorId: Id, absorbedId: Id }
const counts = z.object({
  contactPoints: z.number().int(),
  addresses: z.number().int(),
  dates: z.number().int(),
  orders: z.number().int(),
  notes: z.number().int(),
  wishes: z.number().int(),
  messages: z.number().int(),
})
const value = z.string().nullable()
const changed = {
  VERSION_CHANGED: {
    status: 412,
    message: 'One of the two was changed meanwhile. Look at both again, then merge.',
  },
  CANNOT_MERGE: {
    status: 409,
    message: 'These two cannot be merged: one was merged or erased already, or they are one and the same.',
  },
} as const

export const MergePreview = z.object({
  survivor: DuplicateSide,
  absorbed: DuplicateSide,
  fields: z.array(
    z.object({
      field: MergeField,
      survivor: value,
      absorbed: value,
      /** What is taken unless told otherwise: the survivor’s, where there is one. */
      proposed: Choice,
    }),
  ),
  moves: counts,
  /** Where one of the two said stop: from then on the merged person is not written to there, on any address. */
  stops: z.array(
    z.object({ storeId: Id.nullable(), storeName: z.string().nullable(), channel: Channel.nullable() }),
  ),
})
export type MergePreview = z.infer<typeof MergePreview>

export const Merge = z.object({
  id: Id,
  survivorId: Id,
  survivorName: z.string(),
  absorbedId: Id,
  absorbedName: z.string(),
  at: Instant,
  by: StaffSummary.nullable(),
  undoUntil: Instant,
  undoneAt: Instant.nullable(),
})
export type Merge = z.infer<typeof Merge>

export const profiles = {
  timeline: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/timeline',
      tags: ['Profiles'],
      summary: 'Everything with a customer in one line of time, newest first: what my stores may see of it',
    })
    .input(
      z.object({
        storeId: Id,
        customerId: Id,
        kinds: z.array(TimelineKind).optional(),
        ...pageInput,
      }),
    )
    .output(page(TimelineItem)),
  duplicates: operation('customer.merge')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/duplicates',
      tags: ['Profiles'],
      summary: 'Customers of a store who may be one person, with the reasons; newest first',
    })
    .input(z.object({ storeId: Id, customerId: Id.optional(), ...eitherEnd('newest'), ...pageInput }))
    .output(page(Duplicate)),
  dismissDuplicate: operation('customer.merge')
    .route({
      method: 'POST',
      path: '/duplicates/dismiss',
      tags: ['Profiles'],
      summary: 'These two are not one person; they are not proposed again',
    })
    .input(z.object({ firstId: Id, secondId: Id }))
    .output(z.object({})),
  previewMerge: operation('customer.merge')
    .route({
      method: 'GET',
      path: '/customers/{survivorId}/merge-preview/{absorbedId}',
      tags: ['Profiles'],
      summary: 'What merging two customers would do, field by field',
    })
    .errors({ CANNOT_MERGE: changed.CANNOT_MERGE })
    .input(z.object(pair))
    .output(MergePreview),
  merge: operation('customer.merge')
    .route({
      method: 'POST',
      path: '/customers/{survivorId}/merge',
      tags: ['Profiles'],
      summary: 'Merge two customers into one; can be undone for 30 days',
    })
    .errors(changed)
    .input(
      z.object({
        ...pair,
        /** As previewed: a merge of what has changed since is refused. */
        survivorVersion: z.number().int(),
        absorbedVersion: z.number().int(),
        /** Fields that are not named are taken as proposed. */
        fields: z.partialRecord(MergeField, Choice).default({}),
      }),
    )
    .output(Merge),
  merges: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/merges',
      tags: ['Profiles'],
      summary: 'The merges that a customer came out of, newest first',
    })
    .input(z.object({ storeId: Id, customerId: Id, ...pageInput }))
    .output(page(Merge)),
  recentMerges: operation('customer.merge')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/merges',
      tags: ['Profiles'],
      summary: 'Merges of a store’s customers that can still be undone, newest first',
    })
    .input(z.object({ storeId: Id, ...pageInput }))
    .output(page(Merge)),
  undoMerge: operation('customer.merge')
    .route({
      method: 'POST',
      path: '/merges/{mergeId}/undo',
      tags: ['Profiles'],
      summary: 'Take a merge apart again; what came since stays with whom it came from',
    })
    .errors({
      TOO_LATE: {
        status: 409,
        message:
          'This merge can no longer be undone: 30 days have passed, it was undone already, or one was erased.',
      },
      LATER_MERGE: {
        status: 409,
        data: z.object({ mergeId: Id }),
        message: 'One of the two was merged again since. Undo that merge first.',
      },
    })
    .input(z.object({ mergeId: Id }))
    .output(Merge),
}
