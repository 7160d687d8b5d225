import { longestLine, mostLines, ndjson } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { freshPhone } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

type Result = { line: number; outcome: string; code?: string; orderId?: string; customerId?: string | null }
const post = async (body: string | ReadableStream, init: RequestInit = {}) =>
  fetch(`${world.url}/api/v1/orders:import`, {
    method: 'POST',
    headers: { 'content-type': ndjson, cookie: await world.cookieOf('alma') },
    body,
    duplex: 'half',
    ...init,
  } as RequestInit)
const resultsOf = async (response: Response): Promise<Result[]> =>
  (await response.text())
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const send = async (lines: readonly unknown[]) =>
  resultsOf(
    await post(lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
  )
const many = (count: number, phone?: () => string) =>
  Array.from({ length: count }, () =>
    anOrder({ externalId: newId(), customer: { firstName: 'Nora', phone: (phone ?? freshPhone)() } }),
  )
const ordersNow = async () =>
  Number(
    (
      await world.db
        .selectFrom('orders')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

describe('a stream of lines', () => {
  test('IMP-1: answers every line in its order, and refuses lines by themselves', async () => {
    const [one, two] = many(2)
    const results = await send([one, '', '{', 'x'.repeat(longestLine + 1), { source: 'till' }, two, one])
    expect(results.map(({ line, outcome, code }) => [line, code ?? outcome])).toEqual([
      [1, 'created'],
      [3, 'NOT_JSON'],
      [4, 'LINE_TOO_LONG'],
      [5, 'INVALID'],
      [6, 'created'],
      [7, 'unchanged'],
    ])
    expect(results[0]).toMatchObject({ orderId: expect.any(String), customerId: expect.any(String) })
  })

  test('IMP-1: answers while the rest is still being sent', async () => {
    const lines = many(600)
    const answered: (() => void)[] = []
    const firstAnswer = new Promise<void>(resolve => answered.push(resolve))
    const body = new ReadableStream({
      async start(controller) {
        const encode = (some: readonly unknown[]) =>
          new TextEncoder().encode(some.map(line => `${JSON.stringify(line)}\n`).join(''))
        controller.enqueue(encode(lines.slice(0, 300)))
        await firstAnswer
        controller.enqueue(encode(lines.slice(300)))
        controller.close()
      },
    })
    const response = await post(body)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const first = await reader.read()
    expect(new TextDecoder().decode(first.value)).toContain('"line":1,')
    for (const resolve of answered) resolve()
    let rest = ''
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      rest += new TextDecoder().decode(piece.value)
    expect(rest).toContain('"line":600,')
  })

  test('IMP-1: breaks off in the middle, and the same stream again doubles nothing', async () => {
    const lines = many(1200)
    const before = await ordersNow()
    const stop = new AbortController()
    const response = await post(
      new ReadableStream({
        start(controller) {
          controller.enqueue(
            new TextEncoder().encode(
              lines
                .slice(0, 800)
                .map(line => `${JSON.stringify(line)}\n`)
                .join(''),
            ),
          )
        },
      }),
      { signal: stop.signal },
    )
    await (response.body as ReadableStream).getReader().read()
    stop.abort()
    const kept = await world.until('some of it is there', async () => {
      const now = (await ordersNow()) - before
      return now >= 250 && now
    })
    expect(kept).toBeLessThan(1200)
    const results = await send(lines)
    const told = (outcome: string) => results.filter(one => one.outcome === outcome).length
    expect(told('created') + told('unchanged')).toBe(1200)
    expect(told('unchanged')).toBeGreaterThanOrEqual(250)
    expect((await ordersNow()) - before).toBe(1200)
    expect(new Set(results.map(one => one.customerId)).size).toBe(1200)
  })

  test('IMP-1: ends with a sentence after as many lines as it may have', async () => {
    const results = await send(Array.from({ length: mostLines + 5 }, () => '0'))
    expect(results.length).toBe(mostLines + 1)
    expect(results.at(-1)).toMatchObject({ line: mostLines + 1, code: 'TOO_MANY_LINES' })
  })

  test('ACC-2: needs its permission, and comes from our own pages', async () => {
    const maya = await post('', { headers: { cookie: await world.cookieOf('maya') } })
    expect([maya.status, await maya.json()]).toMatchObject([403, { code: 'NOT_PERMITTED', defined: true }])
    const nobody = await post('', { headers: {} })
    expect([nobody.status, await nobody.json()]).toMatchObject([401, { code: 'SIGN_IN_NEEDED' }])
    const stranger = await post('', {
      headers: { cookie: await world.cookieOf('alma'), 'sec-fetch-site': 'cross-site' },
    })
    expect(stranger.status).toBe(403)
  })
})
