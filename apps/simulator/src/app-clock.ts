import type { Exchange } from './exchange.ts'
import type { ClockReport } from './shapes.ts'

/** Where the product's clock can be moved, when it lets itself be tested. */
export interface AppClock {
  appUrl: string | undefined
  testingToken: string | undefined
}

/** Moves the carrier's clock and the product's together. */
export async function moveClock(exchange: Exchange, app: AppClock, offsetMs: number): Promise<ClockReport> {
  exchange.clock.offsetMs = offsetMs
  const appFollows = (await askApp(app, offsetMs)) === offsetMs
  exchange.wire.write('clock', new Date(exchange.clock.now()).toISOString().slice(0, 16).replace('T', ' '))
  const report = { ...readClock(exchange), appFollows }
  exchange.bus.emit('clock', report)
  return report
}

/** Reads the clocks; the product's is the truth, since it forgets its offset when it restarts. */
export async function agreeOnClock(exchange: Exchange, app: AppClock): Promise<ClockReport> {
  const offsetMs = await askApp(app)
  if (offsetMs !== undefined) exchange.clock.offsetMs = offsetMs
  return { ...readClock(exchange), appFollows: offsetMs !== undefined }
}

function readClock(exchange: Exchange) {
  return { offsetMs: exchange.clock.offsetMs, now: new Date(exchange.clock.now()).toISOString() }
}

async function askApp({ appUrl, testingToken }: AppClock, offsetMs?: number): Promise<number | undefined> {
  if (!appUrl || !testingToken) return undefined
  const moving = offsetMs !== undefined
  try {
    const response = await fetch(new URL('/testing/clock', appUrl), {
      method: moving ? 'POST' : 'GET',
      headers: { 'x-testing-token': testingToken, ...(moving ? { 'content-type': 'application/json' } : {}) },
      ...(moving ? { body: JSON.stringify({ offsetMs }) } : {}),
      signal: AbortSignal.timeout(3000),
    })
    if (!response.ok) return undefined
    const answered = (await response.json().catch(() => ({}))) as { offsetMs?: number }
    return answered.offsetMs ?? offsetMs
  } catch {
    // The product may well be down: that is one of the things played here. The caller is told by `appFollows`.
    return undefined
  }
}
