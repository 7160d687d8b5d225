import type { ConsentCause, ConsentState, Language, SystemLine } from '@rapport/contract'
import type { readReply } from '../domains/consent/index.ts'
import type { Chance } from './chance.ts'

export type DemoStaff = {
  id: string
  first: string
  last: string
  stores: readonly string[]
  active: boolean
}
export type DemoStore = {
  id: string
  name: string
  city: string
  language: Language
  zone: string
  numberId: string
  providerAnswersKeywords: boolean
}

/** Where and between whom a thread is played. */
export type Scene = {
  now: Date
  chance: Chance
  store: DemoStore
  staff: (key: string) => DemoStaff
  customer: { language: Language; zone: string; country: string; region: string | null }
  /** The keywords that count between these two. */
  words: Parameters<typeof readReply>[1]
  contactPointId: string
  /** The message that said STOPALL to another store. */
  stopAllMessageId: string | null
}

export type PlayedMessage = {
  id: string
  conversation_id: string
  sequence: number
  store_id: string
  direction: 'in' | 'out' | 'line'
  kind: 'text' | 'opt_in_request' | 'automatic' | 'line'
  channel: 'sms'
  body: string
  line: SystemLine | null
  staff_id: string | null
  contact_point_id: string | null
  store_number_id: string | null
  client_id: string | null
  provider_message_id: string | null
  status: 'received' | 'scheduled' | 'sent' | 'delivered' | 'failed'
  failure_reason: string | null
  failure_code: string | null
  held_because: string[] | null
  due_at: Date | null
  attempted_at: Date | null
  attempts: number
  created_at: Date
}

export type PlayedEntry = {
  contact_point_id: string
  store_id: string
  channel: 'sms'
  before: ConsentState
  after: ConsentState
  cause: ConsentCause
  words: string | null
  disclosure: string | null
  message_id: string | null
  staff_id: string | null
  everywhere: boolean
  at: Date
  /** Our own confirmation of it; none where the provider confirmed. */
  confirmed_by: string | null
}

/** What the inbox shows of a conversation. */
export type Preview = {
  preview: string
  preview_by: 'customer' | 'staff' | 'line'
  preview_staff_id: string | null
  preview_line: SystemLine | null
}
