import { acceptSend, bare } from './accept.ts'
import { deliver } from './delivery.ts'
import { newMessage } from './drafts.ts'
import { type Exchange, noteChange } from './exchange.ts'
import type { Form } from './form.ts'
import type { Message } from './records.ts'
import { Refusal } from './refusals.ts'
import type { MessageFaults } from './shapes.ts'

export interface SendResult {
  message: Message
  answer: MessageFaults['answer']
}

/** Takes what the product sends: refuses it, or keeps it and sets its delivery going. */
export async function send(exchange: Exchange, form: Form): Promise<SendResult> {
  const faults = exchange.faults.takeForMessage()
  try {
    refuseByFault(faults)
    return await accept(exchange, form, faults)
  } catch (error) {
    if (error instanceof Refusal) {
      exchange.wire.write(
        `refused ${error.code}`,
        `to ${String(form.To ?? 'nobody')}: ${error.message}`,
        'bad',
      )
    }
    throw error
  }
}

async function accept(exchange: Exchange, form: Form, faults: MessageFaults): Promise<SendResult> {
  const accepted = acceptSend(exchange, form)
  if (
    faults.outcome === 'blocked' ||
    exchange.state.blocked.has(`${bare(accepted.to)}|${bare(accepted.from)}`)
  ) {
    throw new Refusal(21610)
  }
  const message = newMessage(exchange, accepted)
  exchange.state.add(message)
  noteChange(exchange, message)
  exchange.wire.write(message.status, message.body || 'a picture', 'plain', message.sid)
  exchange.bus.emit('send', message)
  const delivered = exchange.work.track(deliverAt(exchange, message, faults, accepted.sendAtMs))
  if (faults.callbacks === 'before-response') await delivered
  return { message, answer: faults.answer }
}

async function deliverAt(
  exchange: Exchange,
  message: Message,
  faults: MessageFaults,
  sendAtMs: number | null,
): Promise<void> {
  if (sendAtMs !== null) await exchange.work.pause(Math.max(0, sendAtMs - exchange.clock.now()))
  await deliver(exchange, message, faults)
}

function refuseByFault(faults: MessageFaults): void {
  if (faults.answer === 'error-500') throw new Refusal(20500, 500)
  if (faults.answer === 'busy-429') throw new Refusal(20429, 429)
  if (faults.outcome === 'refused') throw new Refusal(faults.errorCode ?? 21612)
}
