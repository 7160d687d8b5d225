import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { recordStatus } from './domains/outbox/index.ts'
import { type Receiver, recordMissedCall } from './domains/receiver/index.ts'
import type { Config } from './platform/config.ts'
import { inTx, type Runtime } from './platform/context.ts'
import { failureReason } from './providers/twilio/failures.ts'
import {
  callFrom,
  forwardCall,
  hangUp,
  inboundFrom,
  sayUnavailable,
  signedByTwilio,
  silence,
  statusFrom,
} from './providers/twilio/webhooks.ts'

type Form = Record<string, string | string[]>
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * What providers tell us. Each request's signature is checked against the configured public address, on the
 * parameters exactly as they came; only then is it read. An inbound message is acknowledged once it is committed.
 */
export async function hooks(
  app: FastifyInstance,
  { config, runtime, receiver }: { config: Config; runtime: Runtime; receiver: Receiver },
) {
  await app.register(formbody, { bodyLimit: 256 * 1024 })

  app.addHook('preHandler', async (request, reply) => {
    const signature = request.headers['x-twilio-signature']
    const signed =
      config.TWILIO_AUTH_TOKEN !== undefined &&
      signedByTwilio(
        config.TWILIO_AUTH_TOKEN,
        Array.isArray(signature) ? signature[0] : signature,
        config.PUBLIC_URL + request.raw.url,
        (request.body ?? {}) as Form,
      )
    if (!signed) {
      runtime.log.warn(
        { path: request.routeOptions.url },
        'a webhook with a wrong signature was refused; is PUBLIC_URL the address the provider calls?',
      )
      await reply.code(403).type('text/plain').send('The signature does not match this address.')
    }
  })

  app.post('/hooks/twilio/messages', async (request, reply) => {
    await receiver.receive(inboundFrom(request.body as Form))
    return reply.type('text/xml').send(silence())
  })

  app.post<{ Querystring: { message?: string } }>('/hooks/twilio/status', async (request, reply) => {
    const told = statusFrom(request.body as Form)
    const messageId = request.query.message
    if (messageId && uuid.test(messageId)) {
      await inTx(runtime, { kind: 'system' }, ctx =>
        recordStatus(ctx, { ...told, messageId, reason: failureReason(told.errorCode) }),
      )
    }
    return reply.code(204).send()
  })

  app.post('/hooks/twilio/voice', async (request, reply) => {
    const call = callFrom(request.body as Form)
    const store = await runtime.db
      .selectFrom('store_numbers as n')
      .innerJoin('stores as s', 's.id', 'n.store_id')
      .leftJoin('store_numbers as back', join =>
        join.onRef('back.phone', '=', 's.landline').on('back.state', '=', 'active'),
      )
      .select(['s.landline', 's.language', 'back.id as back'])
      .where('n.phone', '=', call.to)
      .where('n.state', '=', 'active')
      .executeTakeFirst()
    reply.type('text/xml')
    // A landline that forwards to the store number, or is a store number itself, would come back here and ring for ever.
    if (!store?.landline || store.landline === call.from || store.back)
      return sayUnavailable('This number does not take calls. Please write instead.', 'en-GB')
    return forwardCall(store.landline, `${config.PUBLIC_URL}/hooks/twilio/voice/after`)
  })

  app.post('/hooks/twilio/voice/after', async (request, reply) => {
    const call = callFrom(request.body as Form)
    if (call.dialStatus && !['completed', 'answered'].includes(call.dialStatus)) {
      await inTx(runtime, { kind: 'customer' }, ctx =>
        recordMissedCall(ctx, { from: call.from, to: call.to, outcome: call.dialStatus ?? '' }),
      )
    }
    return reply.type('text/xml').send(hangUp())
  })
}
