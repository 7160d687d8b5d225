import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from '../exchange.ts'
import type { Acquirer } from './acquirer.ts'
import { checkLinkRequest, checkModification, checkRefund, checkUpdate } from './check-request.ts'
import type { LinkRecord, LinkRequest, PaymentRecord } from './records.ts'
import { ServiceError } from './service-error.ts'

type Ids = { id: string }
type Work = (request: FastifyRequest) => unknown

/** The provider’s API of payments: its door (the key, being down, errors in its shape), its links and modifications. */
export function addCheckoutApi(app: FastifyInstance, exchange: Exchange, acquirer: Acquirer): void {
  app.addHook('onRequest', async (request, reply) => {
    if (acquirer.switches.settings.api === 'down') {
      exchange.wire.write('cut off', `${request.method} ${request.url}`, 'bad')
      return dropped(request, reply)
    }
    checkKey(acquirer, request)
  })
  app.setNotFoundHandler(() => {
    throw new ServiceError(404, '000', 'Not found', 'internal')
  })
  app.setErrorHandler((error, _request, reply) => {
    const answer = error instanceof ServiceError ? error : asServiceError(error)
    return reply.code(answer.status).send(answer.body())
  })

  app.post('/paymentLinks', (request, reply) =>
    answering(request, reply, 201, () => {
      checkLinkRequest(request.body)
      const wanted = request.body as LinkRequest
      checkAccount(acquirer, wanted.merchantAccount)
      return shown(exchange, acquirer.createLink(wanted))
    }),
  )
  app.get<{ Params: Ids }>('/paymentLinks/:id', ({ params }) => shown(exchange, linkAt(params.id)))
  app.patch<{ Params: Ids }>('/paymentLinks/:id', (request, reply) =>
    answering(request, reply, 200, () => {
      checkUpdate(request.body)
      const link = linkAt(request.params.id)
      acquirer.expireLink(link)
      return shown(exchange, link)
    }),
  )

  app.post<{ Params: Ids }>('/payments/:id/refunds', (request, reply) =>
    answering(request, reply, 201, () => {
      checkRefund(request.body)
      const wanted = request.body as LinkRequest
      const payment = paymentAt(request.params.id, wanted.merchantAccount)
      if (wanted.amount.currency !== payment.amount.currency)
        throw new ServiceError(422, '138', 'The currency is not that of the payment')
      const pspReference = acquirer.refund(payment, wanted.amount, wanted.reference ?? '')
      return { ...received(payment, wanted, pspReference), amount: wanted.amount }
    }),
  )
  for (const [path, name, verb] of [
    ['cancels', 'PaymentCancelRequest', 'cancel'],
    ['reversals', 'PaymentReversalRequest', 'reverse'],
  ] as const)
    app.post<{ Params: Ids }>(`/payments/:id/${path}`, (request, reply) =>
      answering(request, reply, 201, () => {
        checkModification(name, request.body)
        const wanted = request.body as LinkRequest
        const payment = paymentAt(request.params.id, wanted.merchantAccount)
        return received(payment, wanted, acquirer[verb](payment, wanted.reference ?? ''))
      }),
    )

  /** Does what is asked once per key, and answers by the switches. */
  function answering(request: FastifyRequest, reply: FastifyReply, status: number, work: Work): unknown {
    const how = acquirer.switches.takeAnswer()
    if (how === 'error-500')
      throw new ServiceError(500, '905', 'Payment details are not supported', 'internal')
    if (how === 'refused') throw new ServiceError(422, '14_020', 'Refused by a switch of the simulator')
    const answer = once(request, status, () => work(request))
    if (how === 'accept-then-500') throw new ServiceError(500, '000', 'Internal error', 'internal')
    if (how === 'accept-then-drop') return dropped(request, reply)
    if (how === 'accept-then-silent') return reply.hijack()
    const key = keyOf(request)
    if (key) reply.header('idempotency-key', key)
    return reply.code(status).send(answer)
  }

  /** The same key again is the same answer, also with another body: whoever reuses one gets the old link. */
  function once(request: FastifyRequest, status: number, work: () => unknown): unknown {
    const key = request.method === 'POST' ? keyOf(request) : undefined
    const kept = key && acquirer.answers.get(key)
    if (kept) return kept.answer
    const answer = work()
    if (key) acquirer.answers.set(key, { key, status, answer })
    exchange.stateFile.touch()
    return answer
  }

  function linkAt(id: string): LinkRecord {
    const link = acquirer.link(id)
    if (!link) throw new ServiceError(404, '14_001', 'There is no such payment link')
    return link
  }
  function paymentAt(pspReference: string, merchantAccount: string): PaymentRecord {
    checkAccount(acquirer, merchantAccount)
    const payment = acquirer.payments.get(pspReference)
    if (!payment) throw new ServiceError(422, '167', 'Original pspReference required for this operation')
    return payment
  }
}

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  if (typeof key === 'string' && key.length > 64)
    throw new ServiceError(422, '702', 'The idempotency key is longer than 64 characters')
  return typeof key === 'string' && key !== '' ? key : undefined
}

/** @throws ServiceError as the provider does: 401 for a wrong key */
function checkKey(acquirer: Acquirer, request: FastifyRequest): void {
  const stated = Buffer.from(String(request.headers['x-api-key'] ?? ''))
  const right = Buffer.from(acquirer.account?.apiKey ?? '')
  if (right.length === 0 || stated.length !== right.length || !timingSafeEqual(stated, right))
    throw new ServiceError(401, '000', 'HTTP Status Response - Unauthorized', 'security')
}

function checkAccount(acquirer: Acquirer, merchantAccount: string): void {
  if (merchantAccount !== acquirer.account?.merchantAccount)
    throw new ServiceError(403, '901', 'Invalid Merchant Account', 'security')
}

function asServiceError(error: unknown): ServiceError {
  const { statusCode, message } = error as { statusCode?: number; message: string }
  if (statusCode && statusCode < 500) return new ServiceError(400, '702', message)
  console.error('The simulator failed:', error)
  return new ServiceError(500, '000', 'Internal error', 'internal')
}

const dropped = (request: FastifyRequest, reply: FastifyReply) => {
  reply.hijack()
  request.raw.socket.destroy()
}

const shown = (exchange: Exchange, link: LinkRecord) => ({
  ...link.request,
  id: link.id,
  expiresAt: new Date(link.expiresAtMs).toISOString(),
  status: link.status,
  updatedAt: new Date(link.updatedAtMs).toISOString(),
  url: `${exchange.publicUrl}/pay/${link.id}`,
})

const received = (payment: PaymentRecord, wanted: LinkRequest, pspReference: string) => ({
  merchantAccount: wanted.merchantAccount,
  paymentPspReference: payment.pspReference,
  pspReference,
  ...(wanted.reference ? { reference: wanted.reference } : {}),
  status: 'received',
})
