import { Logger, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import { expireCarts } from './domains/carts/index.ts'
import { sealLedger } from './domains/consent/seal.ts'
import { archiveDue, lapseRequests } from './domains/conversations/index.ts'
import { reconcileSilent, type Talk } from './domains/outbox/index.ts'
import { runRetention } from './domains/privacy/index.ts'
import { followChanges } from './domains/profiles/index.ts'
import { reconcileInbound } from './domains/receiver/index.ts'
import { inTx, type Runtime } from './platform/context.ts'
import { forgetOldAnswers } from './platform/http/idempotency.ts'
import type { Log } from './platform/log.ts'

const silentMs = 10 * 60_000

/** Without a provider there is nobody to ask; everything else has its time all the same. */
type Work = Runtime & Partial<Pick<Talk, 'sms'>>

/** What the clock does by itself: archive, lapse, expire, seal, and ask the provider what its webhooks did not say. */
export function tasks(work: Work) {
  const { sms } = work
  const asking = (ask: (talk: Talk) => Promise<unknown>) => async () =>
    void (sms && (await ask({ ...work, sms })))
  return {
    archive: async () => void (await archiveDue(work)),
    lapse: async () => void (await lapseRequests(work)),
    expire_carts: async () => void (await expireCarts(work)),
    seal: async () => void (await inTx(work, { kind: 'system' }, sealLedger)),
    find_duplicates: async () => void (await followChanges(work)),
    retention: async () => void (await runRetention(work)),
    forget_answers: async () => void (await forgetOldAnswers(work)),
    reconcile_inbound: asking(reconcileInbound),
    reconcile_silent: asking(talk => reconcileSilent(talk, silentMs)),
  }
}

/**
 * Runs the clockwork, on one process at a time however many there are. A task that fails is tried again by itself.
 * @returns how to stop it
 */
export async function startClockwork(work: Work, url: string): Promise<() => Promise<void>> {
  const list = tasks(work)
  // The worker's own pool stops listening for errors while it closes, and a database that goes at the same time would end the process.
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'rapport clockwork' })
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
  })
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: quiet(work.log),
    taskList: list,
    parsedCronItems: parseCronItems([
      { task: 'archive', match: '* * * * *' },
      { task: 'lapse', match: '* * * * *' },
      { task: 'expire_carts', match: '* * * * *' },
      { task: 'seal', match: '10 0 * * *', options: { backfillPeriod: 26 * 60 * 60_000 } },
      { task: 'find_duplicates', match: '* * * * *' },
      { task: 'retention', match: '40 2 * * *', options: { backfillPeriod: 20 * 60 * 60_000 } },
      { task: 'forget_answers', match: '20 * * * *' },
      { task: 'reconcile_inbound', match: '*/5 * * * *' },
      { task: 'reconcile_silent', match: '*/5 * * * *' },
    ]),
  })
  // A clock that is moved brings the day's work with it: whoever moved it wants to see it.
  const deaf = work.bus.on('clock', () => {
    list
      .lapse()
      .then(list.archive)
      .then(list.expire_carts)
      .catch(error => work.log.error({ error }, 'the clockwork failed'))
  })
  const looking = soonAfterNews(work, list.find_duplicates)
  return async () => {
    deaf()
    await looking.stop()
    await runner.stop()
    await pool.end()
  }
}

/** Who adds or imports people learns within seconds whom they resemble, and not once for every one of them. */
function soonAfterNews({ bus, log }: Work, look: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  const deaf = bus.on('events', () => {
    timer ??= setTimeout(() => {
      timer = undefined
      running = look().catch(error => log.error({ error }, 'looking for duplicates failed'))
    }, 2000)
  })
  return {
    async stop() {
      deaf()
      clearTimeout(timer)
      await running
    },
  }
}

/** The worker's own words go into our log; what it says in the course of things is for debugging. */
const quiet = (log: Log) =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning')
      log[level === 'error' ? 'error' : 'warn']({ part: 'clockwork' }, message)
    else log.debug({ part: 'clockwork' }, message)
  })
