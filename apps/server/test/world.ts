import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type Contract, contract } from '@rapport/contract'
import { createSimulator } from '../../simulator/src/app.ts'
import type { movableClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { type Ctx, inTx } from '../src/platform/context.ts'
import { type Server, startServer } from '../src/server.ts'
import { numbers, password, seedCast, seedStaff } from './cast.ts'
import { createDatabase } from './database.ts'
import { until } from './until.ts'

export { numbers, password, phones } from './cast.ts'
export type Api = JsonifiedClient<ContractRouterClient<Contract>>
export const account = {
  sid: `AC${'0123456789abcdef'.repeat(2)}`,
  token: 'f'.repeat(32),
  testing: 't'.repeat(32),
}
export const merchant = {
  apiKey: 'a'.repeat(32),
  merchantAccount: 'AlderTest',
  hmacKey: '0123456789abcdef'.repeat(4),
}

/**
 * The cast on a real server, a real PostgreSQL and the simulator, all in this process. It is noon in Berlin,
 * whatever the time is outside, so that no test meets the quiet hours by chance.
 * Maya and Theo write for Berlin; Camille's store is Paris, where Sena is; Alma is the admin.
 */
export async function createWorld(
  options: { outbox?: boolean; payments?: boolean; sendTimeoutMs?: number } = {},
) {
  const database = await createDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-world-'))
  const port = await freePort()
  const simulator = await createSimulator({
    accountSid: account.sid,
    authToken: account.token,
    payments: { ...merchant, webhookUrl: `http://127.0.0.1:${port}/hooks/adyen` },
  })
  simulator.acquirer.switches.set({ delayMs: 0 })
  const simulatorUrl = await simulator.listen(0)
  const mailUrl = await simulator.mail.listen()
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    TWILIO_API_BASE_URL: simulatorUrl,
    SMTP_URL: mailUrl,
    MAIL_FROM: 'hello@maisonalder.example',
    ADYEN_API_KEY: merchant.apiKey,
    ADYEN_MERCHANT_ACCOUNT: merchant.merchantAccount,
    ADYEN_HMAC_KEYS: merchant.hmacKey,
    ADYEN_API_BASE_URL: `${simulatorUrl}/adyen`,
    TESTING_TOKEN: account.testing,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  })
  for (const phone of Object.values(numbers)) {
    simulator.carrier.putNumbers({
      phone,
      label: phone,
      country: 'DE',
      keywordReplies: phone === numbers.newYork ? 'provider' : 'none',
      inboundUrl: `${config.PUBLIC_URL}/hooks/twilio/messages`,
      voiceUrl: `${config.PUBLIC_URL}/hooks/twilio/voice`,
    })
  }
  const start = () =>
    startServer({
      config,
      databaseUrl: database.url,
      parts: { outbox: options.outbox !== false, payments: options.payments !== false, clockwork: false },
      sendTimeoutMs: options.sendTimeoutMs ?? 2000,
    })
  let server: Server = await start()
  let halted = false
  const noon = Temporal.Now.zonedDateTimeISO('Europe/Berlin').with({ hour: 12, minute: 0, second: 0 })
  await moveClock(server, noon.epochMilliseconds - Date.now())
  // The carrier's too: what it dates after midnight would else lie hours before a number that we have since noon.
  simulator.carrier.setClockOffset((server.clock as ReturnType<typeof movableClock>).offsetMs)
  const cast = await inTx(server, { kind: 'system' }, seedCast)
  const people = await seedStaff(server, cast.stores)
  const sessions = new Map<string, string>()

  const world = {
    simulator,
    carrier: simulator.carrier,
    acquirer: simulator.acquirer,
    config,
    database,
    ...cast,
    staff: people,
    get server() {
      return server
    },
    get db() {
      return server.db
    },
    url: config.PUBLIC_URL,
    /** The API as this member of staff sees it. */
    async as(name: keyof typeof people): Promise<Api> {
      const cookie = sessions.get(name) ?? (await signIn(config.PUBLIC_URL, `${name}@alder.example`))
      sessions.set(name, cookie)
      return apiAt(config.PUBLIC_URL, { cookie })
    },
    async cookieOf(name: keyof typeof people) {
      await world.as(name)
      return sessions.get(name) ?? ''
    },
    stranger: () => apiAt(config.PUBLIC_URL, {}),
    /** Moves everybody's clock on. */
    async passDays(days: number) {
      const clock = server.clock as ReturnType<typeof movableClock>
      await moveClock(server, clock.offsetMs + days * 24 * 60 * 60_000)
      simulator.carrier.setClockOffset(clock.offsetMs)
    },
    run: <T>(work: (ctx: Ctx) => Promise<T>) => inTx(server, { kind: 'system' }, work),
    /** What arrived on someone's phone, oldest first. */
    arrived: (person: string, number: string) =>
      simulator.carrier
        .thread(person, number)
        .filter(message => message.direction !== 'inbound')
        .map(message => message.body),
    says: (from: string, to: string, body: string) => simulator.carrier.say({ from, to, body }),
    until,
    /** Stops the server and leaves the rest, for a test that runs one of its own on the same database and address. */
    async halt() {
      await server.stop()
      halted = true
    },
    async restart() {
      await server.stop()
      server = await start()
    },
    async close() {
      if (!halted) await server.stop()
      await simulator.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return world
}
export type World = Awaited<ReturnType<typeof createWorld>>

async function moveClock(server: Server, offsetMs: number) {
  const clock = server.clock as ReturnType<typeof movableClock>
  clock.moveTo(Math.round(offsetMs))
  await server.db
    .insertInto('clock_offset')
    .values({ offset_ms: clock.offsetMs })
    .onConflict(conflict => conflict.column('singleton').doUpdateSet({ offset_ms: clock.offsetMs }))
    .execute()
  server.bus.nudge('outbox')
}

/** @returns the session cookie */
export async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

export const apiAt = (url: string, headers: Record<string, string>): Api =>
  createORPCClient(new OpenAPILink(contract, { url: `${url}/api/v1`, headers }))

export const newId = () => randomUUID()

/** Below what systems give to outgoing calls: between our look and the server's start nobody else gets it by chance. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000)
    const probe = createServer()
    const free = await new Promise<boolean>(resolve => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}
