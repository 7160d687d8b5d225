import type { Exchange } from './exchange.ts'
import type { Direction, Media, Message, MessageStatus } from './records.ts'
import { newSid } from './sids.ts'

export interface Draft {
  direction: Direction
  from: string
  to: string
  body: string
  status: MessageStatus
  mediaSources?: string[]
  statusCallback?: string | null
  messagingServiceSid?: string | null
  onPhone?: boolean
  inLog?: boolean
}

/** A new message of this moment, not yet kept. The sid says MM when something is attached, SM when not. */
export function newMessage(exchange: Exchange, draft: Draft): Message {
  const media = (draft.mediaSources ?? []).map(newMedia)
  const nowMs = exchange.clock.now()
  return {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    direction: draft.direction,
    from: draft.from,
    to: draft.to,
    body: draft.body,
    media,
    status: draft.status,
    errorCode: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    sentAtMs: draft.direction === 'outbound-api' ? null : nowMs,
    statusCallback: draft.statusCallback ?? null,
    messagingServiceSid: draft.messagingServiceSid ?? null,
    onPhone: draft.onPhone ?? false,
    inLog: draft.inLog ?? true,
  }
}

const typesByEnding: Record<string, string> = {
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
}

function newMedia(source: string): Media {
  const declared = /^data:([^;,]+)/.exec(source)?.[1]
  const ending = /\.(\w+)(?:[?#]|$)/.exec(source)?.[1]?.toLowerCase() ?? ''
  return { sid: newSid('ME'), contentType: declared ?? typesByEnding[ending] ?? 'image/jpeg', source }
}
