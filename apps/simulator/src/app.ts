import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import formbody from '@fastify/formbody'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Acquirer, AcquirerAccount } from './adyen/acquirer.ts'
import { addCheckoutApi } from './adyen/checkout-api.ts'
import { addPayPage } from './adyen/pay-page.ts'
import { addPaymentControl } from './adyen/payment-control.ts'
import { type Carrier, createCarrier } from './carrier.ts'
import { addControl } from './control.ts'
import { resumeDeliveries } from './delivery.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { createMailServer, type MailServer } from './mail.ts'
import { addMailRoutes } from './mail-routes.ts'
import { addProviderApi } from './provider-api.ts'
import { readSeed, type Seed, stateFromSeed } from './seed.ts'
import { readStateFile } from './state-file.ts'

export interface SimulatorOptions {
  accountSid: string
  authToken: string
  /** JSON file that carries the state over restarts; without it, memory only. */
  statePath?: string | undefined
  /** Read when there is no state yet: a path, or the seed itself. */
  seed?: string | Seed | undefined
  appUrl?: string | undefined
  testingToken?: string | undefined
  /** The base address media links name, when it is not the one listened on. */
  publicUrl?: string | undefined
  /** Lets any number send, for load tests. */
  acceptAnyNumber?: boolean | undefined
  /** Takes a number that sends for the first time for the account's own, its webhooks at this address. */
  webhooksAt?: string | undefined
  /** The account that takes payments; without it, nobody may. */
  payments?: AcquirerAccount | undefined
}

export interface Simulator {
  app: FastifyInstance
  carrier: Carrier
  /** Takes payments, and tells of them. */
  acquirer: Acquirer
  /** The mail server; it listens on a port of its own. */
  mail: MailServer
  /** Starts to listen, on loopback and a free port unless told; gives the base address. */
  listen(port?: number, host?: string): Promise<string>
  close(): Promise<void>
}

const screen = fileURLToPath(new URL('../dist/', import.meta.url))

/** A carrier that speaks Twilio's protocol, ready to listen. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const exchange = createExchange({
    accountSid: options.accountSid,
    authToken: options.authToken,
    acceptAnyNumber: options.acceptAnyNumber ?? false,
    webhooksAt: options.webhooksAt ?? '',
    statePath: options.statePath,
    payments: options.payments,
  })
  restore(exchange, options)
  const mail = createMailServer(exchange.bus, () => exchange.clock.now())
  const app = Fastify({ bodyLimit: 10 * 1024 * 1024, forceCloseConnections: true })
  await app.register(formbody)
  await app.register(async api => addProviderApi(api, exchange, options.authToken), { prefix: '/2010-04-01' })
  await app.register(
    async control =>
      addControl(control, exchange, { appUrl: options.appUrl, testingToken: options.testingToken }),
    { prefix: '/control' },
  )
  await app.register(async api => addCheckoutApi(api, exchange, exchange.acquirer), { prefix: '/adyen/v72' })
  await app.register(async page => addPayPage(page, exchange.acquirer), { prefix: '/pay' })
  await app.register(async control => addPaymentControl(control, exchange.acquirer), { prefix: '/control' })
  await app.register(async control => addMailRoutes(control, mail), { prefix: '/control' })
  if (existsSync(screen)) await app.register(statics, { root: screen })
  else
    app.get('/', (_request, reply) =>
      reply.type('text/plain').send('The screen is not built yet: npx vite build apps/simulator'),
    )

  return {
    app,
    carrier: createCarrier(exchange),
    acquirer: exchange.acquirer,
    mail,
    async listen(port = 0, host = '127.0.0.1') {
      const address = await app.listen({ port, host })
      exchange.publicUrl = options.publicUrl ?? address
      return address
    },
    async close() {
      exchange.work.stop()
      await app.close()
      await mail.close()
      exchange.poster.close()
      exchange.stateFile.flush()
    },
  }
}

function restore(exchange: Exchange, { statePath, seed }: SimulatorOptions): void {
  const kept = readStateFile(statePath)
  if (kept) {
    exchange.state.restore(kept)
    resumeDeliveries(exchange)
    if (kept.payments) exchange.acquirer.restore(kept.payments)
  } else if (seed) exchange.state.restore(stateFromSeed(typeof seed === 'string' ? readSeed(seed) : seed))
}
