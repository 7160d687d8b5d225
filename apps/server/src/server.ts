import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createApp } from './app.ts'
import { startClockwork } from './clockwork.ts'
import { runReceipts, settle } from './domains/checkout/index.ts'
import { importTargets, runImports } from './domains/imports/index.ts'
import { runOutbox } from './domains/outbox/index.ts'
import { runPayments } from './domains/payments/index.ts'
import { holdErasureKey } from './domains/privacy/index.ts'
import { paymentTalk } from './money.ts'
import { createBus } from './platform/bus.ts'
import { movableClock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Runtime } from './platform/context.ts'
import { connect } from './platform/db/database.ts'
import { migrate } from './platform/db/migrate.ts'
import { createLog } from './platform/log.ts'
import { twilioClient } from './providers/twilio/client.ts'
import { twilioSms } from './providers/twilio/sms.ts'
import { receiptTalk } from './receipts.ts'

const callTimeoutMs = 15_000

export type ServerOptions = {
  config: Config
  databaseUrl: string
  /** HTTP, the outbox, the payments, the imports and the clockwork, or some of them: each may run as often as one likes. */
  parts?: { http?: boolean; outbox?: boolean; payments?: boolean; clockwork?: boolean; imports?: boolean }
  /** How long a call to the provider may take; a lost one is looked into a little later. */
  sendTimeoutMs?: number
  /** How long a run of an import belongs to a process that is silent. */
  importLeaseMs?: number
}

/** Starts a server on a migrated database, and says how to stop it: what is under way is finished first. */
export async function startServer({
  config,
  databaseUrl,
  parts = {},
  sendTimeoutMs = callTimeoutMs,
  importLeaseMs = 30_000,
}: ServerOptions) {
  const log = createLog(config.LOG_LEVEL)
  await migrate(databaseUrl)
  const secrets = await keepSecrets(config)
  const connections = connect(databaseUrl, undefined, secrets.erasureKey)
  const { db } = connections
  await holdErasureKey(db).catch(async error => {
    await connections.close()
    throw error
  })
  const movable = config.TESTING_TOKEN ? movableClock(await keptOffset(db)) : undefined
  const clock = movable ?? systemClock
  const bus = await createBus(databaseUrl, log)
  const runtime: Runtime = { db, clock, log, bus }
  const stopping: (() => Promise<unknown>)[] = []
  bus.on('clock', () => {
    if (movable) keptOffset(db).then(movable.moveTo, error => log.error({ error }, 'the clock was not moved'))
  })

  const money = paymentTalk(config, runtime, sendTimeoutMs)
  const http = parts.http === false ? undefined : await createApp({ config, runtime, money, ...secrets })
  if (http) {
    await http.app.listen({ port: config.PORT, host: config.HOST })
    stopping.push(() => http.close())
  }
  let work: Parameters<typeof startClockwork>[0] = runtime
  if (config.TWILIO_ACCOUNT_SID && config.TWILIO_AUTH_TOKEN) {
    const client = twilioClient({
      accountSid: config.TWILIO_ACCOUNT_SID,
      authToken: config.TWILIO_AUTH_TOKEN,
      baseUrl: config.TWILIO_API_BASE_URL,
      timeoutMs: sendTimeoutMs,
    })
    const talk = {
      ...runtime,
      sms: twilioSms(client, messageId => `${config.PUBLIC_URL}/hooks/twilio/status?message=${messageId}`),
    }
    if (parts.outbox !== false) {
      const outbox = runOutbox(talk, {
        concurrency: config.SEND_CONCURRENCY,
        graceMs: sendTimeoutMs + Math.min(5000, sendTimeoutMs),
      })
      stopping.push(() => outbox.stop())
    }
    work = talk
  } else {
    log.warn('TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: messages wait in the outbox.')
  }
  if (parts.clockwork !== false) stopping.push(await startClockwork(work, databaseUrl))

  if (!money.payments) log.warn('ADYEN_API_KEY is not set: nothing can be paid by link.')
  if (parts.payments !== false) {
    const running = runPayments(money, { onNotification: settle })
    stopping.push(() => running.stop())
  }
  if (parts.outbox !== false) {
    const running = runReceipts(receiptTalk(config, runtime, sendTimeoutMs))
    stopping.push(() => running.stop())
  }
  if (parts.imports !== false) {
    const running = runImports(runtime, {
      targets: importTargets,
      leaseMs: importLeaseMs,
      keepDays: config.IMPORT_KEEP_DAYS,
    })
    stopping.push(() => running.stop())
  }

  return {
    ...runtime,
    http,
    setupCode: secrets.setupCode,
    signIn: http?.signIn,
    port: http ? Number(new URL(http.app.listeningOrigin).port) : 0,
    async stop() {
      for (const stop of stopping.reverse()) await stop()
      await bus.close()
      await connections.close()
    },
  }
}
export type Server = Awaited<ReturnType<typeof startServer>>

async function keptOffset(db: Runtime['db']): Promise<number> {
  return (await db.selectFrom('clock_offset').select('offset_ms').executeTakeFirst())?.offset_ms ?? 0
}

/**
 * Made once and kept in DATA_DIR: what signs the sessions, what the first admin must know, and what the hashes of erased
 * addresses are made with.
 */
export async function keepSecrets(
  config: Config,
): Promise<{ secret: string; setupCode: string; erasureKey: string }> {
  await mkdir(config.DATA_DIR, { recursive: true })
  const keep = async (name: string, bytes: number) => {
    const file = path.join(config.DATA_DIR, name)
    const kept = await readFile(file, 'utf8').catch(() => '')
    if (kept) return kept
    const made = randomBytes(bytes).toString('base64url')
    await writeFile(file, made, { mode: 0o600 })
    return made
  }
  return {
    secret: config.SESSION_SECRET ?? (await keep('session-secret', 32)),
    setupCode: await keep('setup-code', 6),
    erasureKey: config.ERASURE_KEY ?? (await keep('erasure-key', 32)),
  }
}
