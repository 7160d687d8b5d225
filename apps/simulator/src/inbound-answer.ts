import { type Exchange, shortSid } from './exchange.ts'
import type { PostResult } from './post.ts'
import type { Message } from './records.ts'
import { tellPhone } from './replies.ts'
import { parseTwiml, type TwimlVerb } from './twiml.ts'

/** Reads the product's answer to an incoming message: sends the replies in it, logs Twilio's error when it is not TwiML. */
export function heedAnswer(exchange: Exchange, message: Message, posted: PostResult): void {
  const heard = verbsOrError(posted)
  if (Array.isArray(heard)) {
    for (const verb of heard) {
      if (verb.name === 'Message') tellPhone(exchange, message, textOf(verb), 'product')
    }
  } else {
    const detail = `inbound ${shortSid(message.sid)}: ${heard.why}`
    exchange.wire.write(`error ${heard.code}`, detail, 'bad', message.sid)
  }
}

function verbsOrError({
  answer,
  failure,
  attempts,
}: PostResult): TwimlVerb[] | { code: number; why: string } {
  if (!answer) return { code: 11200, why: `${failure}, tried ${attempts}×` }
  if (answer.status >= 300) return { code: 11200, why: `answered ${answer.status}` }
  if (answer.body === '') return []
  if (!/\bxml\b/i.test(answer.contentType)) {
    return { code: 12300, why: `the answer is ${answer.contentType || 'untyped'}, not XML` }
  }
  return parseTwiml(answer.body) ?? { code: 12100, why: 'the answer is not a TwiML document' }
}

function textOf(verb: TwimlVerb): string {
  return (verb.children.find(child => child.name === 'Body')?.text ?? verb.text).trim()
}
