import { EventEmitter } from 'node:events'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import type { createBus } from '../platform/bus.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { connect } from '../platform/db/database.ts'
import { createLog } from '../platform/log.ts'
import { customerPages } from './index.ts'

test('CRT-7: with the database away, every page says so in the browser’s language, and offers another try', async () => {
  // Nobody listens there.
  const { db, close } = connect('postgres://nobody@127.0.0.1:9/none', undefined, 'k'.repeat(32))
  const app = fastify()
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const bus: Awaited<ReturnType<typeof createBus>> = {
    nudge() {},
    tellPresence() {},
    on: () => () => new EventEmitter(),
    close: async () => {},
  }
  const talk = {
    db,
    bus,
    clock: systemClock,
    log: createLog('silent'),
    payments: undefined,
    onLinkChanged: async () => {},
    onRefundRefused: async () => {},
  }
  await app.register(scope => customerPages(scope, { config, talk }))
  const headers = { 'accept-language': 'de' }
  for (const url of [
    '/c/a-token-that-nobody-guesses',
    '/c/a/now',
    '/c/a/delivery',
    '/r/a',
    '/r/a.pdf',
    '/p/a',
  ]) {
    const page = await app.inject({ url, headers })
    expect([url, page.statusCode]).toEqual([url, 503])
    expect(page.body).toContain('Das hat nicht geklappt')
    expect(page.body).toContain(`href="${url}"`)
    expect(page.headers['cache-control']).toBe('no-store')
  }
  const paid = await app.inject({
    method: 'POST',
    url: '/c/a/pay',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'version=1',
  })
  expect(paid.statusCode).toBe(503)
  expect(paid.body).not.toContain('href="/c/a/pay"')
  await app.close()
  await close()
})
