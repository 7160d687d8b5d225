import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../test/world.ts'
import { largestBody } from './body-limit.ts'

let world: World
let cookie: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  cookie = await world.cookieOf('alma')
})
afterAll(() => world.close())

/** Only the head of a request: whether it is refused must not wait for the body. */
function head(headers: Record<string, string>): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${world.url}/api/v1/customers:upsert`,
      { method: 'POST', headers: { cookie, 'content-type': 'application/json', ...headers } },
      response => {
        let text = ''
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () => {
          call.destroy()
          resolve({ status: response.statusCode ?? 0, code: JSON.parse(text).code })
        })
      },
    )
    call.on('error', reject)
    call.flushHeaders()
  })
}

test('API-1: a body too large to hold is refused before it is read', async () => {
  expect(await head({ 'content-length': String(largestBody + 1) })).toEqual({
    status: 413,
    code: 'BODY_TOO_LARGE',
  })
})

test('API-1: a body that does not say how long it is is refused before it is read', async () => {
  expect(await head({ 'transfer-encoding': 'chunked' })).toEqual({ status: 411, code: 'LENGTH_REQUIRED' })
})

test('API-1: one that says so and is small enough is read', async () => {
  const body = JSON.stringify({ customers: [{ tags: ['x'.repeat(100)] }] })
  const answer = await fetch(`${world.url}/api/v1/customers:upsert`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body,
  })
  expect([413, 411]).not.toContain(answer.status)
})
