export type MessageStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'read'
  | 'received'

export type Direction = 'inbound' | 'outbound-api' | 'outbound-reply'

/** One message as the carrier keeps it. */
export interface Message {
  sid: string
  direction: Direction
  from: string
  to: string
  body: string
  media: Media[]
  status: MessageStatus
  errorCode: number | null
  createdAtMs: number
  updatedAtMs: number
  sentAtMs: number | null
  statusCallback: string | null
  messagingServiceSid: string | null
  /** Whether the person's phone shows it. */
  onPhone: boolean
  /** Replies the provider writes by itself reach the phone but not the API's log. */
  inLog: boolean
}

export interface Media {
  sid: string
  contentType: string
  /** Where the bytes are: an address, or a `data:` URL. */
  source: string
}

/** A number of the business at the provider. */
export interface StoreNumber {
  sid: string
  phone: string
  label: string
  country: string
  /** Who answers STOP, START and HELP: Twilio by its default handling, or nobody here. */
  keywordReplies: 'provider' | 'none'
  inboundUrl: string
  voiceUrl: string
  statusCallback: string
}

/** Somebody with a phone. `name` is empty for a number nobody introduced. */
export interface Person {
  phone: string
  name: string
}

/** The person's side of a message, then the business's side. */
export function pairOf(message: Message): { person: string; number: string } {
  return message.direction === 'inbound'
    ? { person: message.from, number: message.to }
    : { person: message.to, number: message.from }
}
