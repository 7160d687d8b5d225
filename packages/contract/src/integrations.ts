import { z } from 'zod'
import { UpsertItem } from './customer-records.ts'
import { GateDecision } from './gate.ts'
import { operation } from './operation.ts'
import { Permission } from './permissions.ts'
import { Channel, eitherEnd, Id, Instant, messageBody, page, pageInput } from './shapes.ts'

/** A key of another system (API-3). Its secret is shown once, when it is made. */
export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The last characters of the secret, to tell two keys apart. */
  ending: z.string(),
  permissions: z.array(Permission),
  /** Null: all stores, also those that open later. */
  storeIds: z.array(Id).nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
  expiresAt: Instant.nullable(),
  /** At most a minute behind. */
  lastUsedAt: Instant.nullable(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  revokedAt: Instant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

const Name = z.string().trim().min(1).max(60)
const StoreIds = z.array(Id).max(500).nullable()
const notYours = {
  BEYOND_YOUR_OWN: {
    status: 403,
    message: 'A key can be given only permissions and stores that you have yourself.',
  },
} as const

const written = z.object({
  customerId: Id,
  /** What became of the customer; it holds also when the message may not go. */
  customer: z.enum(['created', 'updated', 'unchanged']),
  contactPointId: Id.nullable(),
  conversationId: Id.nullable(),
  /** Null: not written; the decision says why, when it could be, and what may be done instead. */
  messageId: Id.nullable(),
  decision: GateDecision,
})

export const integrations = {
  write: operation('customer.sync')
    .route({
      method: 'POST',
      path: '/messages:write',
      tags: ['Integrations'],
      summary:
        'Create or change a customer and write to them, if the send gate lets it; answered with its decision',
    })
    .errors({
      CUSTOMER_REFUSED: {
        status: 422,
        data: z.object({ code: z.string(), customerIds: z.array(Id) }),
        message: 'The customer could not be taken as given.',
      },
      CLIENT_ID_REUSED: { status: 409, message: 'This client id was already used for another message.' },
    })
    .input(
      z.object({
        storeId: Id,
        /** As in the upsert; the store that writes knows them from then on. */
        customer: UpsertItem,
        body: messageBody,
        channel: Channel.default('sms'),
        /** One a message: the same one is never written twice. */
        clientId: Id,
      }),
    )
    .output(written),
  keys: operation('integration.manage')
    .route({ method: 'GET', path: '/api-keys', tags: ['Integrations'], summary: 'API keys, newest first' })
    .input(z.object({ ...eitherEnd('newest'), ...pageInput }))
    .output(page(ApiKey)),
  createKey: operation('integration.manage')
    .route({
      method: 'POST',
      path: '/api-keys',
      successStatus: 201,
      tags: ['Integrations'],
      summary: 'Make an API key; the secret is in this answer and nowhere else',
    })
    .errors({
      ...notYours,
      TOLD_ONCE: {
        status: 409,
        message:
          'An earlier call with this Idempotency-Key made the key, and its secret is told only once. Whoever lost it revokes that key in the list and makes another.',
      },
    })
    .input(
      z.object({
        name: Name,
        permissions: z.array(Permission),
        /** Null: all stores. */
        storeIds: StoreIds,
        expiresAt: Instant.nullable().default(null),
      }),
    )
    .output(z.object({ key: ApiKey, secret: z.string() })),
  updateKey: operation('integration.manage')
    .route({
      method: 'PATCH',
      path: '/api-keys/{keyId}',
      tags: ['Integrations'],
      summary: 'Change what a key may do; holds from its next request on',
    })
    .errors(notYours)
    .input(
      z.object({
        keyId: Id,
        name: Name.optional(),
        permissions: z.array(Permission).optional(),
        storeIds: StoreIds.optional(),
        expiresAt: Instant.nullable().optional(),
      }),
    )
    .output(ApiKey),
  revokeKey: operation('integration.manage')
    .route({
      method: 'POST',
      path: '/api-keys/{keyId}/revoke',
      tags: ['Integrations'],
      summary: 'Revoke a key, at once and for good',
    })
    .input(z.object({ keyId: Id }))
    .output(ApiKey),
}
