import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { countStuck } from './domains/payments/index.ts'
import type { Runtime } from './platform/context.ts'

/** Prometheus metrics. What is counted in the database is asked when someone looks, and is cheap to ask. */
export function createMetrics({ db, clock }: Pick<Runtime, 'db' | 'clock'>, live: { deviceCount: number }) {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix: 'rapport_' })
  const requests = new Histogram({
    name: 'rapport_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  })
  const inbound = new Counter({
    name: 'rapport_inbound_total',
    help: 'Webhooks of inbound messages answered.',
    labelNames: ['status'],
    registers: [register],
  })
  new Gauge({
    name: 'rapport_live_devices',
    help: 'Open live connections.',
    registers: [register],
    collect() {
      this.set(live.deviceCount)
    },
  })
  new Gauge({
    name: 'rapport_outbox_messages',
    help: 'Messages that wait to be sent or whose outcome is not known yet.',
    labelNames: ['status'],
    registers: [register],
    async collect() {
      const rows = await db
        .selectFrom('messages')
        .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
        .where('status', 'in', ['queued', 'scheduled', 'sending'])
        .groupBy('status')
        .execute()
      this.reset()
      for (const row of rows) this.set({ status: row.status }, Number(row.count))
    },
  })
  const refusedNotifications = new Counter({
    name: 'rapport_payment_notifications_refused_total',
    help: 'Notifications of payments that were refused, by why. One that rises is a queue that stands still.',
    labelNames: ['why'] as const,
    registers: [register],
  })
  new Gauge({
    name: 'rapport_payments_stuck',
    help: 'What of payments waits longer than it should, by kind.',
    labelNames: ['kind'],
    registers: [register],
    async collect() {
      for (const [kind, count] of await countStuck({ tx: db, clock })) this.set({ kind }, count)
    },
  })
  return { register, requests, inbound, refusedNotifications }
}
