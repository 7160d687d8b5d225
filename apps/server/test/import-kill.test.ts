import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connections, connect } from '../src/platform/db/database.ts'
import { uploadFile } from './import-file.ts'
import { type Children, killableChildren } from './killable-child.ts'
import { until } from './until.ts'
import { createWorld, type World } from './world.ts'

const kills = 3
const orders = 2400

let world: World
let connections: Connections
let importId: string
let children: Children

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  const alma = await world.as('alma')
  const rows = Array.from(
    { length: orders },
    (_, n) =>
      `${n},2025-11-22,Berlin Mitte,c${n % 900}@example.com,Coat,${n % 7 === 0 ? 'teuer' : '9.00'},EUR`,
  )
  const content = ['order id,date,store,email,product,price,currency', ...rows].join('\n')
  importId = (await uploadFile(alma, 'orders', 'killed.csv', content)).id
  await world.halt()
  children = killableChildren(world, { importLeaseMs: 300 })
  connections = connect(world.database.url, 2)
})
afterAll(async () => {
  children.end()
  await connections.close()
  await world.close()
})

const job = () =>
  connections.db.selectFrom('import_jobs').selectAll().where('id', '=', importId).executeTakeFirstOrThrow()

test(`IMP-1: killed ${kills} times in the middle, a run goes on where it was, doubles nothing and loses nothing`, async () => {
  await connections.db
    .updateTable('import_jobs')
    .set({ state: 'queued', run: 1 })
    .where('id', '=', importId)
    .execute()
  for (let killed = 0; killed < kills; killed++) {
    const { position } = await job()
    const child = await children.start()
    await until('it went on', async () => (await job()).position >= position + 200)
    await children.kill(child)
    expect((await job()).state).toBe('running')
  }
  const last = await children.start()
  await until('it is done', async () => (await job()).state === 'done', 30_000)
  await children.kill(last)

  const refused = Math.ceil(orders / 7)
  expect(await job()).toMatchObject({
    position: orders,
    created: orders - refused,
    updated: 0,
    unchanged: 0,
    refused,
  })
  const { db } = connections
  const stored = await db.selectFrom('orders').select('external_id').where('source', '=', 'import').execute()
  expect(new Set(stored.map(row => row.external_id)).size).toBe(orders - refused)
  expect(stored).toHaveLength(orders - refused)
  const lines = await db.selectFrom('import_refusals').select('line').where('job_id', '=', importId).execute()
  expect(lines.map(row => row.line).sort((a, b) => a - b)).toEqual(
    Array.from({ length: refused }, (_, n) => n * 7 + 2),
  )
  const figures = await db
    .selectFrom('customer_figures')
    .select(eb => eb.fn.sum<string>('orders').as('orders'))
    .executeTakeFirstOrThrow()
  expect(Number(figures.orders)).toBe(orders - refused)
}, 120_000)
