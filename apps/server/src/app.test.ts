import { ndjson } from '@rapport/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const onTheWay = async (path: string, init: RequestInit = {}) => {
  const stop = new AbortController()
  const cookie = await world.cookieOf('alma')
  const { headers } = await fetch(`${world.url}${path}`, {
    ...init,
    headers: { cookie, origin: world.url, 'content-type': ndjson },
    signal: stop.signal,
  })
  stop.abort()
  return { kept: headers.get('cache-control'), gathered: headers.get('x-accel-buffering') }
}

test('INB-6: what is said bit by bit is held back by no proxy', async () => {
  const streamed = { kept: 'no-store, no-transform', gathered: 'no' }
  expect(await onTheWay('/api/v1/live')).toEqual(streamed)
  expect(await onTheWay('/api/v1/orders:import', { method: 'POST', body: '{}\n' })).toEqual(streamed)
})

test('CUS-8: what the API says of people is kept by nobody on the way', async () => {
  for (const path of ['/api/v1/customers?limit=1', '/api/v1/nothing', '/api/auth/get-session'])
    expect(await onTheWay(path), path).toEqual({ kept: 'no-store', gathered: null })
  expect((await onTheWay('/api/docs/')).kept).not.toBe('no-store')
})
