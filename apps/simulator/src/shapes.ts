/** What the control API and the screen say to each other. */
import type { Direction, MessageStatus, Person, StoreNumber } from './records.ts'

/** What can be different for one message the product sends. */
export interface MessageFaults {
  /** How the API answers the send. `accept-then-…` takes the message and leaves the caller in doubt. */
  answer: 'normal' | 'error-500' | 'busy-429' | 'accept-then-silent' | 'accept-then-drop'
  outcome: 'arrives' | 'fails' | 'blocked' | 'refused'
  /** Twilio's code for `fails` (30003 unless told) and for `refused` (21612 unless told). */
  errorCode: number | null
  /** From acceptance to the last status. */
  delayMs: number
  callbacks: 'once' | 'twice' | 'five-times' | 'late' | 'out-of-order' | 'missing' | 'before-response'
  /** How much later `late` callbacks come. */
  lateMs: number
}

export interface FaultSettings extends MessageFaults {
  /** `down` closes every connection without an answer, and holds back what the carrier would post. */
  carrier: 'up' | 'down'
  inbound: 'once' | 'five-in-parallel' | 'out-of-order' | 'missing'
  /** For the next message alone; taken by the first that comes. */
  next: Partial<MessageFaults> | null
}

export type FaultPatch = Partial<FaultSettings>

/** One line of the log «On the wire». */
export interface WireEntry {
  id: number
  atMs: number
  what: string
  detail: string
  tone: 'plain' | 'good' | 'bad' | 'inbound'
  sid: string | null
}

/** A call from a person to a number of the business, as the business's answer directs it. */
export interface Call {
  sid: string
  from: string
  to: string
  status: 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed'
  /** The phones that ring together. */
  rings: string[]
  timeoutS: number
  callerId: string | null
  actionUrl: string | null
  /** What the caller hears before or instead of ringing. */
  says: string[]
}

export type CallOutcome = 'answered' | 'no-answer' | 'busy'

export interface ClockReport {
  offsetMs: number
  now: string
  /** Whether the product's own clock stands the same. */
  appFollows: boolean
}

/** A thread in few words, for the phone's list. */
export interface ThreadSummary {
  person: string
  number: string
  count: number
  lastAt: string
  lastBody: string
  blocked: boolean
}

/** A message as the phone shows it. */
export interface PhoneMessage {
  sid: string
  direction: Direction
  body: string
  media: { contentType: string; url: string }[]
  at: string
  status: MessageStatus
  errorCode: number | null
  onPhone: boolean
}

/** Numbers, people, the newest threads and the switches: what a screen or a script needs to begin. */
export interface Overview {
  numbers: StoreNumber[]
  people: Person[]
  threads: ThreadSummary[]
  faults: FaultSettings
  clock: { offsetMs: number; now: string }
}
