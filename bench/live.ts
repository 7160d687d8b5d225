import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { deviceCookies, inboundCalls } from './calls.ts'
import { scratchDatabase } from './databases.ts'
import { type Figure, median, quantile } from './figures.ts'
import { account, startLoadProcess, startServerProcess } from './processes.ts'

type Heard = { first: number[]; last: number[]; committed: number[]; devices: number }

/**
 * How soon a store's screens know of a customer's message, with many devices connected, against what the commit by
 * itself takes; and what those devices cost in memory.
 */
export async function measureLive(
  server: EmbeddedDatabase,
  { seeded, devices, messages }: { seeded: number; devices: number; messages: number },
): Promise<Figure[]> {
  const scratch = await scratchDatabase(server, seeded)
  const app = await startServerProcess(scratch.url)
  const load = startLoadProcess()
  try {
    await settle()
    const restMb = await app.rssMb()
    await load.run({ kind: 'connect', url: app.url, cookies: await deviceCookies(scratch.url, devices) })
    await settle()
    const connectedMb = await app.rssMb()
    const calls = (await inboundCalls(scratch.url, messages + 20, 7)).map(({ call, conversationId }) => ({
      ...call,
      sid: `${call.sid}:${conversationId}`,
    }))
    const live = (some: typeof calls) =>
      load.run<Heard>({ kind: 'live', url: app.url, token: account.token, messages: some, everyMs: 60 })
    await live(calls.slice(0, 20))
    const heard = await live(calls.slice(20))
    const busyMb = await app.rssMb()
    await load.run({ kind: 'disconnect' })
    const bare = (await inboundCalls(scratch.url, messages, 8)).map(({ call }) => call)
    const commit = await load.run<{ waits: number[] }>({
      kind: 'direct',
      databaseUrl: scratch.url,
      connections: 1,
      messages: bare,
    })
    const figure = (section: string, what: string, value: number, unit: string): Figure => ({
      section,
      what,
      value,
      unit,
    })
    return [
      figure('live', 'devices connected', heard.devices, ''),
      figure('live', 'webhook to stream p50', median(heard.first), 'ms'),
      figure('live', 'webhook to stream p99', quantile(heard.first, 0.99), 'ms'),
      figure('live', 'webhook to the last of the store’s streams p50', median(heard.last), 'ms'),
      figure('live', 'webhook answered p50', median(heard.committed), 'ms'),
      figure('live', 'bare statement p50', median(commit.waits), 'ms'),
      figure(
        'live',
        'webhook to stream ÷ bare statement, p50',
        median(heard.first) / median(commit.waits),
        '×',
      ),
      figure(
        'live',
        'webhook to stream ÷ bare statement, p99',
        quantile(heard.first, 0.99) / quantile(commit.waits, 0.99),
        '×',
      ),
      figure('memory', 'server at rest', restMb, 'MB'),
      figure('memory', `server with ${heard.devices} devices`, connectedMb, 'MB'),
      figure('memory', 'per device', ((connectedMb - restMb) * 1024) / heard.devices, 'kB'),
      figure('memory', 'server after that load', busyMb, 'MB'),
    ]
  } finally {
    await load.stop()
    await app.stop()
    await scratch.drop()
  }
}

/** Memory is looked at when the garbage of starting and connecting has been collected. */
const settle = () => new Promise(resolve => setTimeout(resolve, 3000))
