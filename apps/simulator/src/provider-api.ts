import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.ts'
import { addMediaRoutes } from './media.ts'
import { addMessageRoutes } from './messages.ts'
import { addNumberRoutes } from './numbers.ts'
import { Refusal } from './refusals.ts'

const mediaBytes = /\/Media\/ME\w+$/

/** Twilio's REST API: its door (Basic auth, the carrier being down, errors in its shape) and its resources. */
export function addProviderApi(app: FastifyInstance, exchange: Exchange, authToken: string): void {
  const expected = `Basic ${Buffer.from(`${exchange.accountSid}:${authToken}`).toString('base64')}`

  app.addHook('onRequest', async (request, reply) => {
    if (exchange.faults.settings.carrier === 'down') {
      reply.hijack()
      request.raw.socket.destroy()
      exchange.wire.write('cut off', `${request.method} ${request.url}`, 'bad')
      return
    }
    checkDoor(exchange, request, expected)
  })
  app.setNotFoundHandler(() => {
    throw new Refusal(20404, 404)
  })
  app.setErrorHandler((error, _request, reply) => {
    const refusal = error instanceof Refusal ? error : new Refusal(20500, 500)
    if (refusal !== error) console.error('The simulator failed:', error)
    return reply.code(refusal.status).send(refusal.body())
  })

  app.get('/Accounts/:accountSid([A-Za-z0-9]+).json', () => ({
    sid: exchange.accountSid,
    friendly_name: 'Simulator',
    status: 'active',
    type: 'Full',
    uri: `/2010-04-01/Accounts/${exchange.accountSid}.json`,
  }))
  app.register(
    async account => {
      addMessageRoutes(account, exchange)
      addMediaRoutes(account, exchange)
      addNumberRoutes(account, exchange)
    },
    { prefix: '/Accounts/:accountSid' },
  )
}

function checkDoor(exchange: Exchange, request: FastifyRequest, expected: string): void {
  const given = request.headers.authorization
  // The bytes of a medium are open to anyone who knows the address, unless a wrong secret is shown.
  if (!given && mediaBytes.test(request.url)) return
  const right =
    given?.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  if (!right) throw new Refusal(20003, 401)
  const account = (request.params as { accountSid?: string }).accountSid
  if (account !== exchange.accountSid) throw new Refusal(20404, 404)
}
