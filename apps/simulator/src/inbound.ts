import { bare } from './accept.ts'
import { newMessage } from './drafts.ts'
import { type Exchange, noteChange } from './exchange.ts'
import { heedAnswer } from './inbound-answer.ts'
import { inboundParams } from './inbound-params.ts'
import { handleKeyword } from './keywords.ts'
import type { PostResult } from './post.ts'
import type { Message, StoreNumber } from './records.ts'
import { Refusal } from './refusals.ts'
import { tellPhone } from './replies.ts'

export interface Saying {
  from: string
  to: string
  body: string
  mediaUrls?: string[] | undefined
}

/** What became of the webhook. `held` waits for the next message, `waiting` for the carrier, `lost` is never posted. */
export interface SayResult {
  sid: string
  webhook: 'answered' | 'no-answer' | 'no-address' | 'held' | 'waiting' | 'lost'
  httpStatus: number | null
  contentType: string | null
  body: string | null
  attempts: number
}

/** The customer writes. Resolves when the product has answered, or when it is clear that it will not now. */
export function say(exchange: Exchange, saying: Saying): Promise<SayResult> {
  const number = exchange.state.numbers.get(bare(saying.to))
  if (!number) throw new Refusal(20404, 404, `The simulator has no number ${saying.to}`)
  const message = newMessage(exchange, {
    direction: 'inbound',
    from: saying.from,
    to: saying.to,
    body: saying.body,
    mediaSources: saying.mediaUrls ?? [],
    status: 'received',
    onPhone: true,
  })
  exchange.state.add(message)
  noteChange(exchange, message)
  exchange.wire.write('inbound', message.body || 'a picture', 'inbound', message.sid)
  const reply =
    number.keywordReplies === 'provider'
      ? handleKeyword(exchange.state, bare(message.from), number.phone, message.body)
      : undefined
  if (reply) tellPhone(exchange, message, reply, 'provider')
  return exchange.work.track(hand(exchange, number, message))
}

const heldBack = new WeakMap<Exchange, { number: StoreNumber; message: Message }>()

async function hand(exchange: Exchange, number: StoreNumber, message: Message): Promise<SayResult> {
  const mode = exchange.faults.settings.inbound
  if (!number.inboundUrl) return result(message, 'no-address')
  if (exchange.faults.settings.carrier === 'down') {
    exchange.work.track(exchange.faults.carrierUp().then(() => postInbound(exchange, number, message)))
    return result(message, 'waiting')
  }
  if (mode === 'missing') return result(message, 'lost')
  if (mode === 'five-in-parallel') return fiveTimes(exchange, number, message)
  const held = heldBack.get(exchange)
  if (mode === 'out-of-order' && !held) {
    heldBack.set(exchange, { number, message })
    return result(message, 'held')
  }
  heldBack.delete(exchange)
  const posted = await postInbound(exchange, number, message)
  if (held) await postInbound(exchange, held.number, held.message)
  return posted
}

async function fiveTimes(exchange: Exchange, number: StoreNumber, message: Message): Promise<SayResult> {
  const token = crypto.randomUUID()
  const all = [1, 2, 3, 4, 5].map(() => postInbound(exchange, number, message, token))
  return (await Promise.all(all))[0] as SayResult
}

async function postInbound(
  exchange: Exchange,
  number: StoreNumber,
  message: Message,
  token?: string,
): Promise<SayResult> {
  const params = inboundParams(exchange, number, message)
  const posted = await exchange.poster.post(number.inboundUrl, params, token)
  heedAnswer(exchange, message, posted)
  return result(message, posted.answer ? 'answered' : 'no-answer', posted)
}

function result(message: Message, webhook: SayResult['webhook'], posted?: PostResult): SayResult {
  return {
    sid: message.sid,
    webhook,
    httpStatus: posted?.answer?.status ?? null,
    contentType: posted?.answer?.contentType ?? null,
    body: posted?.answer?.body ?? null,
    attempts: posted?.attempts ?? 0,
  }
}
