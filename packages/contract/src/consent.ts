import { z } from 'zod'
import { GateDecision } from './gate.ts'
import { operation } from './operation.ts'
import { Channel, Id, Instant, Language } from './shapes.ts'
import { isVisible } from './visible.ts'

export const ConsentState = z.enum(['none', 'requested', 'opted_in', 'opted_out'])
export type ConsentState = z.infer<typeof ConsentState>

/** What moved a consent from one state to the next (CON-1). */
export const ConsentCause = z.enum([
  'request',
  'keyword',
  'reply',
  'customer_initiated',
  'staff',
  'import',
  'provider',
  'lapsed',
  // Two profiles became one person, of whom one had said stop; and the undoing of that.
  'merge',
  'unmerge',
])
export type ConsentCause = z.infer<typeof ConsentCause>

/** Consent of one contact point towards one store on one channel. */
export const ConsentSummary = z.object({
  contactPointId: Id,
  channel: Channel,
  state: ConsentState,
  since: Instant.nullable(),
  /** Free text that may mean stop (CON-8) holds further sends until someone decides. */
  stopSuspectedMessageId: Id.nullable(),
})
export type ConsentSummary = z.infer<typeof ConsentSummary>

/** A row of the append-only ledger, as shown to staff and exported as proof. */
export const ConsentEntry = z.object({
  contactPointId: Id,
  address: z.string(),
  seq: z.number().int(),
  storeId: Id,
  storeName: z.string(),
  channel: Channel,
  before: ConsentState,
  after: ConsentState,
  cause: ConsentCause,
  words: z.string().nullable(),
  disclosure: z.string().nullable(),
  messageId: Id.nullable(),
  staffId: Id.nullable(),
  staffName: z.string().nullable(),
  /** STOPALL, or a business that widens every stop: said for all stores at once. */
  everywhere: z.boolean(),
  at: Instant,
  /** Hex SHA-256 of the previous entry of this contact point, and of this one. */
  previousHash: z.string(),
  hash: z.string(),
  /** What the hash covers: 1 the texts themselves, 2 salted digests of them. */
  form: z.number().int(),
  salt: z.string().nullable(),
  wordsDigest: z.string().nullable(),
  disclosureDigest: z.string().nullable(),
})
export type ConsentEntry = z.infer<typeof ConsentEntry>

const requestInput = z.object({
  storeId: Id,
  customerId: Id,
  contactPointId: Id,
  channel: Channel,
  introduction: z.string().trim().min(1).max(600).refine(isVisible, 'has nothing to see in it'),
})

export const Segments = z.object({
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.number().int(),
  /** Code units still free in the last segment. */
  left: z.number().int(),
})

export const WordKind = z.enum(['stop', 'stop_all', 'start', 'yes', 'no', 'help'])
export type WordKind = z.infer<typeof WordKind>

export const consent = {
  previewRequest: operation('consent.request')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/opt-in-requests/preview',
      tags: ['Consent'],
      summary: 'Exactly what an opt-in request will say',
    })
    .input(requestInput.extend({ introduction: z.string().max(600) }))
    .output(
      z.object({
        text: z.string(),
        introduction: z.string(),
        optInText: z.string(),
        from: z.string().nullable(),
        to: z.string(),
        language: Language,
        segments: Segments,
        decision: GateDecision,
      }),
    ),
  request: operation('consent.request')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/opt-in-requests',
      successStatus: 201,
      tags: ['Consent'],
      summary: 'Ask a customer to opt in',
    })
    .errors({
      SEND_DENIED: { status: 403, data: GateDecision, message: 'This message may not be sent now.' },
      CLIENT_ID_REUSED: { status: 409, message: 'This client id was already used for another message.' },
    })
    .input(requestInput.extend({ clientId: Id }))
    .output(z.object({ conversationId: Id, messageId: Id, decision: GateDecision })),
  history: operation('customer.read')
    .route({
      method: 'GET',
      path: '/conversations/{conversationId}/consent',
      tags: ['Consent'],
      summary: 'The consent ledger of a conversation',
    })
    .input(z.object({ conversationId: Id }))
    .output(z.object({ entries: z.array(ConsentEntry) })),
  confirmOptOut: operation('consent.record')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/opt-out',
      tags: ['Consent'],
      summary: 'Confirm that free text meant stop, or record a spoken opt-out',
    })
    .input(
      z.object({ conversationId: Id, messageId: Id.nullable(), note: z.string().trim().max(500).optional() }),
    )
    .output(z.object({})),
  dismissStop: operation('consent.record')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/dismiss-stop',
      tags: ['Consent'],
      summary: 'Free text did not mean stop; sending may go on',
    })
    .input(z.object({ conversationId: Id, messageId: Id }))
    .output(z.object({})),
  proof: operation('consent.proof')
    .route({
      method: 'GET',
      path: '/customers/{customerId}/consent-proof',
      tags: ['Consent'],
      summary: 'Proof bundle for one person',
    })
    .input(z.object({ customerId: Id }))
    .output(
      z.object({
        customerId: Id,
        exportedAt: Instant,
        howToVerify: z.string(),
        entries: z.array(ConsentEntry),
        seals: z.array(z.object({ day: z.string(), digest: z.string(), previousDigest: z.string() })),
      }),
    ),
  words: operation('consent.words')
    .route({
      method: 'GET',
      path: '/consent-words',
      tags: ['Consent'],
      summary: 'Words that opt out, in, ask for help; built in and added',
    })
    .input(z.object({ language: Language.optional() }))
    .output(
      z.object({
        words: z.array(
          z.object({
            kind: WordKind,
            language: z.string(),
            phrase: z.string(),
            builtIn: z.boolean(),
            source: z.string().nullable(),
            asOf: z.string().nullable(),
          }),
        ),
      }),
    ),
  addWord: operation('consent.words')
    .route({
      method: 'POST',
      path: '/consent-words',
      successStatus: 201,
      tags: ['Consent'],
      summary: 'Add a word; built-in ones cannot be taken away',
    })
    .errors({ WORD_TAKEN: { status: 409, message: 'This word already has another meaning here.' } })
    .input(z.object({ kind: WordKind, language: Language, phrase: z.string().trim().min(1).max(40) }))
    .output(z.object({})),
}
