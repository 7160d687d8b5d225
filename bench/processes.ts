import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const account = { sid: `AC${'b'.repeat(32)}`, token: 'b'.repeat(32), secret: 's'.repeat(32) }
export const merchant = { account: 'Bench', hmacKey: '0123456789abcdef'.repeat(4) }

/** A server on that database, in a process of its own; with `payments` it hears of payments, of a provider that is not there. */
export async function startServerProcess(databaseUrl: string, { payments = false } = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-bench-'))
  const child = fork(path.join(import.meta.dirname, 'server.ts'), {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      PUBLIC_URL: url,
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.token,
      TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
      SESSION_SECRET: account.secret,
      ERASURE_KEY: account.secret,
      LOG_LEVEL: payments ? 'silent' : 'warn',
      ...(payments
        ? {
            ADYEN_API_KEY: 'a'.repeat(32),
            ADYEN_MERCHANT_ACCOUNT: merchant.account,
            ADYEN_HMAC_KEYS: merchant.hmacKey,
            ADYEN_API_BASE_URL: 'http://127.0.0.1:9',
          }
        : {}),
    },
  })
  await answer(child)
  return {
    url,
    async rssMb() {
      child.send('rss')
      return (await answer<{ rss: number }>(child)).rss / 2 ** 20
    },
    async stop() {
      await stop(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
export type ServerProcess = Awaited<ReturnType<typeof startServerProcess>>

/** Calls from a process of its own, so that making them does not slow what is measured. */
export function startLoadProcess() {
  const child = fork(path.join(import.meta.dirname, 'load.ts'))
  return {
    async run<Result>(order: LoadOrder): Promise<Result> {
      child.send(order)
      return answer<Result>(child)
    },
    stop: () => stop(child),
  }
}
export type LoadProcess = ReturnType<typeof startLoadProcess>

/** What a load process is told to do. */
export type LoadOrder =
  | { kind: 'inbound'; url: string; token: string; callers: number; messages: InboundCall[] }
  | { kind: 'direct'; databaseUrl: string; connections: number; messages: InboundCall[] }
  | { kind: 'connect'; url: string; cookies: string[] }
  | { kind: 'live'; url: string; token: string; messages: InboundCall[]; everyMs: number }
  | { kind: 'carts'; url: string; secret: string; callers: number; sales: CartSale[] }
  | { kind: 'disconnect' }
/** Whom a cart is opened for, and what goes into it. */
export type CartSale = { storeId: string; customerId: string; variantId: string }
export type InboundCall = { from: string; to: string; body: string; sid: string }

function answer<Result>(child: ChildProcess): Promise<Result> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the benchmark ended with ${code}.`))
    child.once('exit', ended)
    child.once('message', message => {
      child.off('exit', ended)
      resolve(message as Result)
    })
  })
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

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
