import type { Exchange } from './exchange.ts'
import { Refusal } from './refusals.ts'
import type { Call, CallOutcome } from './shapes.ts'
import { newSid } from './sids.ts'
import { parseTwiml, type TwimlVerb } from './twiml.ts'

const calls = new WeakMap<Exchange, Map<string, Call>>()

/** The customer calls: asks the product's voice address whom to ring. */
export async function call(exchange: Exchange, from: string, to: string): Promise<Call> {
  const number = exchange.state.numbers.get(to)
  if (!number) throw new Refusal(20404, 404, `The simulator has no number ${to}`)
  const sid = newSid('CA')
  const begun: Call = {
    sid,
    from,
    to,
    status: 'failed',
    rings: [],
    timeoutS: 30,
    callerId: null,
    actionUrl: null,
    says: [],
  }
  keep(exchange, begun)
  if (!number.voiceUrl) {
    exchange.wire.write('call', `${to} has no voice address`, 'bad', sid)
    return begun
  }
  await exchange.faults.carrierUp()
  const verbs = await ask(exchange, number.voiceUrl, callParams(exchange, begun, 'ringing'), sid)
  if (!verbs) return begun
  follow(begun, verbs, number.voiceUrl)
  const whom =
    begun.rings.length > 0
      ? `rings ${begun.rings.join(', ')}`
      : begun.says.join(' ') || 'ended without ringing'
  exchange.wire.write('call', whom, begun.rings.length > 0 ? 'inbound' : 'plain', sid)
  exchange.bus.emit('call', begun)
  return begun
}

/** Plays how the ringing ended, and tells the product at the `action` address it gave. */
export async function endCall(exchange: Exchange, sid: string, outcome: CallOutcome): Promise<Call> {
  const ended = calls.get(exchange)?.get(sid)
  if (!ended) throw new Refusal(20404, 404)
  ended.status = outcome === 'answered' ? 'completed' : outcome
  exchange.wire.write(
    outcome === 'no-answer' ? 'not answered' : outcome,
    ended.rings.join(', ') || ended.to,
    outcome === 'answered' ? 'good' : 'plain',
    sid,
  )
  if (ended.actionUrl) {
    const answered = outcome === 'answered'
    const params = {
      ...callParams(exchange, ended, 'in-progress'),
      DialCallStatus: answered ? 'completed' : outcome,
      DialCallSid: newSid('CA'),
      DialBridged: String(answered),
      ...(answered ? { DialCallDuration: '42' } : {}),
    }
    const verbs = await ask(exchange, ended.actionUrl, params, sid)
    ended.says.push(...(verbs ?? []).filter(verb => verb.name === 'Say').map(verb => verb.text.trim()))
  }
  exchange.bus.emit('call', ended)
  return ended
}

function keep(exchange: Exchange, begun: Call): void {
  const known = calls.get(exchange) ?? new Map<string, Call>()
  calls.set(exchange, known.set(begun.sid, begun))
  const [oldest] = known.keys()
  if (known.size > 500 && oldest) known.delete(oldest)
}

function callParams(exchange: Exchange, { sid, from, to }: Call, status: string): Record<string, string> {
  return {
    CallSid: sid,
    AccountSid: exchange.accountSid,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    CallStatus: status,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  }
}

async function ask(
  exchange: Exchange,
  url: string,
  params: Record<string, string>,
  sid: string,
): Promise<TwimlVerb[] | undefined> {
  const { answer, failure } = await exchange.poster.post(url, params)
  const verbs = answer && answer.status < 300 ? parseTwiml(answer.body || '<Response/>') : undefined
  if (!verbs) {
    const why = answer ? `answered ${answer.status} ${answer.contentType}` : failure
    exchange.wire.write(
      answer && answer.status < 300 ? 'error 12100' : 'error 11200',
      `call: ${why}`,
      'bad',
      sid,
    )
  }
  return verbs
}

function follow(begun: Call, verbs: TwimlVerb[], voiceUrl: string): void {
  begun.status = 'completed'
  for (const verb of verbs) {
    if (verb.name === 'Say') begun.says.push(verb.text.trim())
    if (verb.name === 'Reject') begun.status = 'busy'
    if (verb.name !== 'Dial') continue
    const numbers = verb.children.filter(child => child.name === 'Number').map(child => child.text.trim())
    begun.rings = numbers.length > 0 ? numbers : [verb.text.trim()]
    begun.timeoutS = Number(verb.attributes.timeout ?? 30)
    begun.callerId = verb.attributes.callerId ?? begun.from
    begun.actionUrl = verb.attributes.action ? new URL(verb.attributes.action, voiceUrl).href : null
    begun.status = 'ringing'
    return
  }
}
