import { type Notice, noticeOf, postNotice } from './callbacks.ts'
import { type Exchange, noteChange } from './exchange.ts'
import type { Message, MessageStatus } from './records.ts'
import type { MessageFaults } from './shapes.ts'

// These happen before a carrier has the message; all other failures come after `sent`.
const failedBeforeSending = new Set([30001, 30002])

/** Takes a message from acceptance to its end. Resolves when every callback has been posted. */
export async function deliver(exchange: Exchange, message: Message, faults: MessageFaults): Promise<void> {
  const errorCode = faults.outcome === 'fails' ? (faults.errorCode ?? 30003) : null
  const steps = stepsOf(message, errorCode)
  const stepMs = faults.callbacks === 'before-response' ? 0 : faults.delayMs / steps.length
  const notices: Notice[] = []
  let posted = Promise.resolve()
  for (const status of steps) {
    await exchange.work.pause(stepMs)
    if (message.status === 'canceled' || !exchange.state.bySid.has(message.sid)) return
    move(exchange, message, status, errorCode)
    const notice = noticeOf(exchange, message)
    if (!notice || faults.callbacks === 'missing') continue
    if (faults.callbacks === 'out-of-order') notices.unshift(notice)
    else posted = posted.then(() => postAs(exchange, notice, faults))
  }
  await posted
  for (const notice of notices) await postNotice(exchange, notice, ', out of order')
}

/** Goes on with what was under way when an earlier run ended. */
export function resumeDeliveries(exchange: Exchange): void {
  const unfinished = new Set<MessageStatus>(['accepted', 'queued', 'sending', 'sent'])
  for (const message of exchange.state.sent) {
    if (message.statusCallback && unfinished.has(message.status)) {
      exchange.work.track(deliver(exchange, message, exchange.faults.takeForMessage()))
    }
  }
}

/** Moves a message to a status and, where the message asks for it, reports that one change. */
export async function moveAndReport(
  exchange: Exchange,
  message: Message,
  status: MessageStatus,
): Promise<void> {
  move(exchange, message, status, null)
  const notice = noticeOf(exchange, message)
  if (notice) await postNotice(exchange, notice)
}

function stepsOf(message: Message, errorCode: number | null): MessageStatus[] {
  const early = errorCode !== null && failedBeforeSending.has(errorCode)
  // Twilio reports `sending` for some messages and not for others; the last digit decides, so that both occur.
  const underWay: MessageStatus[] = /[0-7]$/.test(message.sid) ? ['sending', 'sent'] : ['sent']
  const end: MessageStatus[] = early
    ? ['failed']
    : [...underWay, errorCode === null ? 'delivered' : 'undelivered']
  const all: MessageStatus[] = ['queued', ...end]
  return all.slice(all.indexOf(message.status) + 1)
}

function move(exchange: Exchange, message: Message, status: MessageStatus, errorCode: number | null): void {
  const nowMs = exchange.clock.now()
  message.status = status
  message.updatedAtMs = nowMs
  if (status === 'sent') message.sentAtMs = nowMs
  if (status === 'delivered') message.onPhone = true
  if (status === 'failed' || status === 'undelivered') message.errorCode = errorCode
  noteChange(exchange, message)
}

async function postAs(exchange: Exchange, notice: Notice, faults: MessageFaults): Promise<void> {
  if (faults.callbacks === 'late') {
    await exchange.work.pause(faults.lateMs)
    await postNotice(exchange, notice, ', late')
  } else if (faults.callbacks === 'five-times') {
    const again = [2, 3, 4, 5].map(time => postNotice(exchange, notice, `, time ${time}`))
    await Promise.all([postNotice(exchange, notice), ...again])
  } else {
    await postNotice(exchange, notice)
    if (faults.callbacks === 'twice') await postNotice(exchange, notice, ', again')
  }
}
