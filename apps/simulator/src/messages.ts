import type { FastifyInstance } from 'fastify'
import { moveAndReport } from './delivery.ts'
import { type Exchange, noteChange } from './exchange.ts'
import { type Form, one } from './form.ts'
import { listMessages } from './message-list.ts'
import { pageOf } from './pages.ts'
import type { Message } from './records.ts'
import { Refusal } from './refusals.ts'
import { messageResource } from './resource.ts'
import { send } from './send.ts'

interface BySid {
  Params: { accountSid: string; sid: string }
}

const onePath = '/Messages/:sid([A-Za-z0-9]+).json'

/** The Messages resource: create, list, read, redact or cancel, delete. */
export function addMessageRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.post('/Messages.json', async (request, reply) => {
    const { message, answer } = await send(exchange, (request.body ?? {}) as Form)
    if (answer === 'normal') {
      // The answer says how the message was accepted, however far it has come since.
      const status = message.messagingServiceSid
        ? message.status === 'scheduled'
          ? 'scheduled'
          : 'accepted'
        : 'queued'
      return reply.code(201).send(messageResource(exchange, { ...message, status }))
    }
    reply.hijack()
    if (answer === 'accept-then-drop') request.raw.socket.destroy()
    exchange.wire.write('no answer', 'accepted, and the caller left in doubt', 'bad', message.sid)
    return reply
  })

  app.get<{ Querystring: Form }>('/Messages.json', request => {
    const path = `/2010-04-01/Accounts/${exchange.accountSid}/Messages.json`
    const { items, frame } = pageOf(listMessages(exchange.state, request.query), path, request.query)
    return { ...frame, messages: items.map(message => messageResource(exchange, message)) }
  })

  app.get<BySid>(onePath, request => messageResource(exchange, findMessage(exchange, request.params.sid)))

  app.post<BySid>(onePath, async request => {
    const message = findMessage(exchange, request.params.sid)
    const form = (request.body ?? {}) as Form
    if (one(form, 'Body') === '') redact(exchange, message)
    if (one(form, 'Status') === 'canceled') await cancel(exchange, message)
    return messageResource(exchange, message)
  })

  app.delete<BySid>(onePath, (request, reply) => {
    const message = findMessage(exchange, request.params.sid)
    message.inLog = false
    noteChange(exchange, message)
    return reply.code(204).send()
  })
}

/** A message of the API's log, or Twilio's 404. */
export function findMessage(exchange: Exchange, sid: string): Message {
  const message = exchange.state.bySid.get(sid)
  if (!message?.inLog) throw new Refusal(20404, 404)
  return message
}

function redact(exchange: Exchange, message: Message): void {
  message.body = ''
  message.updatedAtMs = exchange.clock.now()
  noteChange(exchange, message)
}

async function cancel(exchange: Exchange, message: Message): Promise<void> {
  if (message.status !== 'scheduled') throw new Refusal(30409, 409, 'Message is not in a cancelable state')
  const reported = moveAndReport(exchange, message, 'canceled')
  await exchange.work.track(reported)
}
