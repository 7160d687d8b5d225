import { z } from 'zod'
import { ConsentState } from './consent.ts'
import { GateDecision } from './gate.ts'
import { Message, SystemLine } from './messages.ts'
import { operation } from './operation.ts'
import { Channel, Id, Instant, Language, messageBody, page, pageInput, StaffSummary } from './shapes.ts'

export const ConversationRow = z.object({
  id: Id,
  storeId: Id,
  customer: z.object({
    id: Id,
    name: z.string(),
    initials: z.string(),
    hue: z.number().int(),
    starred: z.boolean(),
  }),
  heart: ConsentState,
  channel: Channel,
  active: z.boolean(),
  preview: z.string(),
  /** Whose words the preview shows. `line`: a system line, told by `previewLine`. */
  previewBy: z.enum(['customer', 'me', 'colleague', 'automatic', 'line']),
  previewName: z.string().nullable(),
  previewLine: SystemLine.nullable(),
  lastMessageAt: Instant,
  lastSequence: z.number().int(),
  unread: z.number().int(),
  awaitingSince: Instant.nullable(),
  assignedTo: StaffSummary.nullable(),
  mine: z.boolean(),
})
export type ConversationRow = z.infer<typeof ConversationRow>

export const Conversation = ConversationRow.extend({
  customerPronoun: z.enum(['she', 'he', 'they']).nullable(),
  customerFirstName: z.string(),
  customerLanguage: Language,
  contactPointId: Id,
  /** The customer's address, shown with its middle hidden. */
  addressMasked: z.string(),
  storeName: z.string(),
  storeNumber: z.string().nullable(),
  landline: z.string().nullable(),
  archivedAt: Instant.nullable(),
  archiveReason: z.enum(['quiet', 'opted_out', 'unanswered']).nullable(),
  stopSuspected: z.object({ messageId: Id, words: z.string() }).nullable(),
  consentSince: Instant.nullable(),
  /** What the gate says of a text sent now: open, held until, or closed with the reason. */
  gate: GateDecision,
  presence: z.array(z.object({ staff: StaffSummary, state: z.enum(['viewing', 'typing']) })),
})
export type Conversation = z.infer<typeof Conversation>

/** Counts stop at 100: «99+» costs the same in a store of any size. */
export const InboxCounts = z.object({
  mine: z.object({ unread: z.number().int(), awaiting: z.number().int() }),
  store: z.object({ unread: z.number().int(), awaiting: z.number().int() }),
})
export type InboxCounts = z.infer<typeof InboxCounts>

export const SearchHit = z.object({
  conversation: ConversationRow,
  /** Null when the customer matched, not a message. */
  message: z
    .object({
      id: Id,
      sequence: z.number().int(),
      body: z.string(),
      direction: z.enum(['in', 'out', 'line']),
      at: Instant,
    })
    .nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

const sendRefusals = {
  SEND_DENIED: { status: 403, data: GateDecision, message: 'This message may not be sent now.' },
  CONVERSATION_MOVED_ON: {
    status: 409,
    data: z.object({ inBetween: z.array(Message), lastSequence: z.number().int() }),
    message: 'The conversation has moved on. Read what came in between, then confirm.',
  },
  CLIENT_ID_REUSED: { status: 409, message: 'This client id was already used for another message.' },
} as const

export const conversations = {
  list: operation('message.send')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/conversations',
      tags: ['Conversations'],
      summary: 'An inbox, newest activity first',
    })
    .input(
      z.object({
        storeId: Id,
        inbox: z.enum(['mine', 'store']).default('mine'),
        filter: z.enum(['active', 'awaiting', 'unread', 'archived']).default('active'),
        ...pageInput,
      }),
    )
    .output(page(ConversationRow)),
  counts: operation('message.send')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/inbox-counts',
      tags: ['Conversations'],
      summary: 'Unread and awaiting, mine and the store’s',
    })
    .input(z.object({ storeId: Id }))
    .output(InboxCounts),
  search: operation('message.send')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/conversations/search',
      tags: ['Conversations'],
      summary: 'Search by words, customer or number',
    })
    .input(
      z.object({
        storeId: Id,
        q: z.string().trim().min(2).max(100),
        limit: z.coerce.number().int().min(1).max(50).default(30),
      }),
    )
    .output(z.object({ hits: z.array(SearchHit) })),
  open: operation('message.send')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/conversations',
      tags: ['Conversations'],
      summary: 'The one conversation of a customer with this store',
    })
    .input(z.object({ storeId: Id, customerId: Id }))
    .output(z.object({ conversationId: Id })),
  get: operation('message.send')
    .route({
      method: 'GET',
      path: '/conversations/{conversationId}',
      tags: ['Conversations'],
      summary: 'A conversation, with what the gate says',
    })
    .input(z.object({ conversationId: Id }))
    .output(Conversation),
  messages: operation('message.send')
    .route({
      method: 'GET',
      path: '/conversations/{conversationId}/messages',
      tags: ['Conversations'],
      summary: 'Its lines: the last ones, before, after or around a sequence',
    })
    .input(
      z.object({
        conversationId: Id,
        before: z.coerce.number().int().optional(),
        after: z.coerce.number().int().optional(),
        around: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    /** Ascending by sequence. */
    .output(z.object({ items: z.array(Message), hasOlder: z.boolean(), hasNewer: z.boolean() })),
  /** The lines whose state changed after an event; for a screen that catches up. */
  message: operation('message.send')
    .route({ method: 'GET', path: '/messages/{messageId}', tags: ['Conversations'], summary: 'One message' })
    .input(z.object({ messageId: Id }))
    .output(Message),
  send: operation('message.send')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/messages',
      successStatus: 201,
      tags: ['Conversations'],
      summary: 'Send a text; once per client id',
    })
    .errors(sendRefusals)
    .input(
      z.object({
        conversationId: Id,
        clientId: Id,
        body: messageBody,
        /** The last sequence its author had on the screen (INB-3). */
        seenSequence: z.number().int().min(0),
        quickReplyId: Id.optional(),
      }),
    )
    .output(z.object({ message: Message, decision: GateDecision })),
  retry: operation('message.send')
    .route({
      method: 'POST',
      path: '/messages/{messageId}/retry',
      successStatus: 201,
      tags: ['Conversations'],
      summary: 'Send a failed message again, as a new one',
    })
    .errors(sendRefusals)
    .input(z.object({ messageId: Id, clientId: Id }))
    .output(z.object({ message: Message, decision: GateDecision })),
  cancel: operation('message.send')
    .route({
      method: 'POST',
      path: '/messages/{messageId}/cancel',
      tags: ['Conversations'],
      summary: 'Take back a scheduled message',
    })
    .errors({ TOO_LATE: { status: 409, message: 'This message is already on its way.' } })
    .input(z.object({ messageId: Id }))
    .output(Message),
  markRead: operation('message.send')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/read',
      tags: ['Conversations'],
      summary: 'I have read it, on every device',
    })
    .input(z.object({ conversationId: Id, sequence: z.number().int().min(0) }))
    .output(z.object({})),
  nothingToAnswer: operation('message.send')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/nothing-to-answer',
      tags: ['Conversations'],
      summary: 'The customer awaits no reply',
    })
    .input(z.object({ conversationId: Id, sequence: z.number().int().min(0) }))
    .output(z.object({})),
  assign: operation('conversation.assign')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/assign',
      tags: ['Conversations'],
      summary: 'Give the conversation to a colleague',
    })
    .errors({
      STAFF_CANNOT_REPLY: {
        status: 409,
        message: 'Only someone of this store who may send messages can be given a conversation.',
      },
    })
    .input(z.object({ conversationId: Id, staffId: Id.nullable() }))
    .output(z.object({})),
  presence: operation('message.send')
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/presence',
      tags: ['Conversations'],
      summary: 'I am viewing, typing, or gone; lasts 20 s unless repeated',
    })
    .input(z.object({ conversationId: Id, state: z.enum(['viewing', 'typing', 'away']) }))
    .output(z.object({})),
}
