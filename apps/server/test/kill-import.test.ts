import { ndjson } from '@rapport/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connections, connect } from '../src/platform/db/database.ts'
import { type Children, killableChildren } from './killable-child.ts'
import { anOrder } from './order.ts'
import { createWorld, type World } from './world.ts'

const people = 60
const lines = Array.from({ length: 1500 }, (_, n) =>
  JSON.stringify(
    anOrder({
      externalId: `K-${n}`,
      customer: { phone: `+4917139${String(300_000 + (n % people)).padStart(6, '0')}`, firstName: 'Nora' },
    }),
  ),
)

let world: World
let connections: Connections
let cookie: string
let children: Children

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  cookie = await world.cookieOf('alma')
  await world.halt()
  children = killableChildren(world)
  connections = connect(world.database.url, 1)
})
afterAll(async () => {
  children.end()
  await connections.close()
  await world.close()
})

type Result = { line: number; outcome: string; orderId: string }

/** Sends all lines, and reads what is answered until the end or until `enough`. */
async function send(enough = Number.POSITIVE_INFINITY): Promise<Result[]> {
  const response = await fetch(`${world.url}/api/v1/orders:import`, {
    method: 'POST',
    headers: { 'content-type': ndjson, cookie },
    body: lines.join('\n'),
  })
  const results: Result[] = []
  let rest = ''
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const told = (rest + piece).split('\n')
    rest = told.pop() ?? ''
    results.push(...told.map(line => JSON.parse(line)))
    if (results.length >= enough) break
  }
  return results
}

test('IMP-1: killed in the middle of a stream, what was answered is kept, and the same stream again doubles nothing', async () => {
  const doomed = await children.start()
  const answered = await send(250)
  await children.kill(doomed)
  expect(answered.length).toBeLessThan(lines.length)

  await children.start()
  const results = await send()
  expect(results.map(one => one.line)).toEqual(lines.map((_, n) => n + 1))
  const again = new Map(results.map(one => [one.line, one]))
  for (const { line, orderId } of answered)
    expect(again.get(line)).toMatchObject({ outcome: 'unchanged', orderId })
  expect(results.filter(one => one.outcome === 'created').length).toBeGreaterThan(0)
  const { orders, customers } = await connections.db
    .selectFrom('orders')
    .select(({ fn }) => [
      fn.countAll<number>().as('orders'),
      fn.count<number>('customer_id').distinct().as('customers'),
    ])
    .where('external_id', 'like', 'K-%')
    .executeTakeFirstOrThrow()
  expect({ orders, customers }).toEqual({ orders: lines.length, customers: people })
  const figures = await connections.db
    .selectFrom('customer_figures')
    .select(({ fn }) => fn.sum<number>('orders').as('orders'))
    .executeTakeFirstOrThrow()
  expect(Number(figures.orders)).toBe(lines.length)
}, 120_000)
