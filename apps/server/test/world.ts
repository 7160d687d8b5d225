import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { type Contract, contract, type Language } from '@rapport/contract'
import type { ContractRouterClient } from '@orpc/contract'
import { createSimulator } from '../../simulator/src/app.ts'
import { createLogin, seedRoles } from '../src/domains/staff/index.ts'
import { seedTemplates } from '../src/domains/templates/index.ts'
import { movableClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { type Ctx, inTx } from '../src/platform/context.ts'
import { type Server, startServer } from '../src/server.ts'
import { createDatabase } from './database.ts'
import { until } from './until.ts'

export type Api = JsonifiedClient<ContractRouterClient<Contract>>
const password = 'correct horse battery'
export const account = { sid: `AC${'0123456789abcdef'.repeat(2)}`, token: 'f'.repeat(32), testing: 't'.repeat(32) }

export const numbers = { berlin: '+493023125001', paris: '+33639980101', newYork: '+12125550142', sandbox: '+493023125009' }
export const phones = { priya: '+4917139200482', jonas: '+4916039200771', camille: '+33639980777', stranger: '+4917139200999' }

/**
 * The cast on a real server, a real PostgreSQL and the simulator, all in this process. It is noon in Berlin,
 * whatever the time is outside, so that no test meets the quiet hours by chance.
 * Maya and Theo write for Berlin; Camille's store is Paris, where Sena is; Alma is the admin.
 */
export async function createWorld(options: { outbox?: boolean; sendTimeoutMs?: number } = {}) {
  const database = await createDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-world-'))
  const port = await freePort()
  const simulator = await createSimulator({ accountSid: account.sid, authToken: account.token })
  const simulatorUrl = await simulator.listen(0)
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    TWILIO_API_BASE_URL: simulatorUrl,
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
    startServer({ config, databaseUrl: database.url, parts: { outbox: options.outbox !== false, clockwork: false }, sendTimeoutMs: options.sendTimeoutMs ?? 2000 })
  let server: Server = await start()
  const noon = Temporal.Now.zonedDateTimeISO('Europe/Berlin').with({ hour: 12, minute: 0, second: 0 })
  await moveClock(server, noon.epochMilliseconds - Date.now())
  const cast = await inTx(server, { kind: 'system' }, seedCast)
  const people = await seedStaff(server, cast.stores)
  const sessions = new Map<string, string>()

  const world = {
    simulator,
    carrier: simulator.carrier,
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
    cookieOf: async (name: keyof typeof people) => sessions.get(name) ?? (await world.as(name), sessions.get(name) ?? ''),
    stranger: () => apiAt(config.PUBLIC_URL, {}),
    /** Moves everybody's clock on. */
    async passDays(days: number) {
      const clock = server.clock as ReturnType<typeof movableClock>
      await moveClock(server, clock.offsetMs + days * 24 * 60 * 60_000)
      simulator.carrier.setClockOffset(clock.offsetMs)
    },
    run: <T>(work: (ctx: Ctx) => Promise<T>) => inTx(server, { kind: 'system' }, work),
    /** What arrived on someone's phone, oldest first. */
    arrived: (person: string, number: string) => simulator.carrier.thread(person, number).filter(message => message.direction !== 'inbound').map(message => message.body),
    says: (from: string, to: string, body: string) => simulator.carrier.say({ from, to, body }),
    until,
    async restart() {
      await server.stop()
      server = await start()
    },
    async close() {
      await server.stop()
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

async function seedCast(ctx: Ctx) {
  const now = ctx.clock.now()
  await ctx.tx.insertInto('business').values({ name: 'Maison Alder', language: 'en', created_at: now }).execute()
  await seedTemplates(ctx)
  const store = async (name: string, country: string, timeZone: string, language: Language, kind = 'production') => {
    const { id } = await ctx.tx
      .insertInto('stores')
      .values({ name, city: name, country, time_zone: timeZone, language, kind, landline: '+493023125777', created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const stores = {
    berlin: await store('Berlin Mitte', 'DE', 'Europe/Berlin', 'en'),
    paris: await store('Paris Marais', 'FR', 'Europe/Paris', 'fr'),
    newYork: await store('New York', 'US', 'America/New_York', 'en'),
    sandbox: await store('Berlin sandbox', 'DE', 'Europe/Berlin', 'de', 'sandbox'),
  }
  for (const [name, phone] of Object.entries(numbers)) {
    await ctx.tx
      .insertInto('store_numbers')
      .values({
        store_id: stores[name as keyof typeof stores],
        channel: 'sms',
        phone,
        keyword_replies: name === 'newYork' ? 'provider' : 'rapport',
        created_at: now,
      })
      .execute()
  }
  const customer = async (first: string, last: string, phone: string, language: Language, storeId: string) => {
    const { id } = await ctx.tx
      .insertInto('customers')
      .values({ first_name: first, last_name: last, language, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const point = await ctx.tx
      .insertInto('contact_points')
      .values({ customer_id: id, kind: 'phone', value: phone, entered: phone, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.tx.insertInto('customer_stores').values({ store_id: storeId, customer_id: id, since: now }).execute()
    return { id, contactPointId: point.id, phone }
  }
  const customers = {
    priya: await customer('Priya', 'Raman', phones.priya, 'en', stores.berlin),
    jonas: await customer('Jonas', 'Weber', phones.jonas, 'de', stores.berlin),
    camille: await customer('Camille', 'Roux', phones.camille, 'fr', stores.paris),
  }
  return { stores, customers, roles: await seedRoles(ctx) }
}

async function seedStaff(server: Server, stores: Record<'berlin' | 'paris' | 'newYork' | 'sandbox', string>) {
  const member = async (first: string, role: string, storeIds: string[]) => {
    if (!server.signIn) throw new Error('The world needs its HTTP side.')
    const email = `${first.toLowerCase()}@alder.example`
    const authUserId = await createLogin(server.signIn, { email, name: first, password })
    const { id: roleId } = await server.db.selectFrom('roles').select('id').where('name', '=', role).executeTakeFirstOrThrow()
    const { id } = await server.db
      .insertInto('staff')
      .values({ auth_user_id: authUserId, first_name: first, last_name: 'Test', email, role_id: roleId, created_at: server.clock.now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    await server.db
      .insertInto('staff_stores')
      .values(storeIds.map(store_id => ({ staff_id: id, store_id })))
      .execute()
    return id
  }
  return {
    maya: await member('Maya', 'associate', [stores.berlin, stores.sandbox, stores.newYork]),
    theo: await member('Theo', 'associate', [stores.berlin]),
    vera: await member('Vera', 'manager', [stores.berlin]),
    sena: await member('Sena', 'associate', [stores.paris]),
    alma: await member('Alma', 'admin', Object.values(stores)),
  }
}

/** @returns the session cookie */
export async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
  return response.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ')
}

export const apiAt = (url: string, headers: Record<string, string>): Api => createORPCClient(new OpenAPILink(contract, { url: `${url}/api/v1`, headers }))

export const newId = () => randomUUID()

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
