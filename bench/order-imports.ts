import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OrderInput } from '@rapport/contract'
import pg from 'pg'
import { newSecret, secretHash } from '../apps/server/src/domains/integrations/secret.ts'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { type Figure, median } from './figures.ts'
import { startServerProcess } from './processes.ts'

const name = 'orders_bench'
const stores = 40

/**
 * Orders a second through `POST /orders:import`, with the profiles, figures and lists that follow them, against a plain
 * COPY of the same lines into a table of their own; and how much memory that takes. Rounds take turns; the first warms up.
 */
export async function measureOrderImports(
  server: EmbeddedDatabase,
  { lines, rounds }: { lines: number; rounds: number },
): Promise<Figure[]> {
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  const url = server.urlOf(name)
  await migrate(url)
  const secret = newSecret()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await business(client, secret)
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-orders-'))
  const app = await startServerProcess(url)
  const runs: { copy: number; made: number; again: number; restMb: number; peakMb: number }[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const file = path.join(folder, `${round}.ndjson`)
      await pipeline(Readable.from(ordersOf(round, lines)), createWriteStream(file))
      const copy = await copied(client, file, lines)
      const restMb = await app.rssMb()
      const watch = watchMemory(app.rssMb)
      const made = await imported(app.url, secret, file, 'created', lines)
      const again = await imported(app.url, secret, file, 'unchanged', lines)
      if (round > 0) runs.push({ copy, made, again, restMb, peakMb: await watch.stop() })
      else await watch.stop()
      await rm(file)
    }
  } finally {
    await app.stop()
    await client.end()
    await rm(folder, { recursive: true, force: true })
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  const of = (pick: (run: (typeof runs)[number]) => number) => median(runs.map(pick))
  const figure = (what: string, value: number, unit: string): Figure => ({
    section: 'orders',
    what,
    value,
    unit,
  })
  return [
    figure(
      `import of ${lines} new orders`,
      of(run => run.made),
      'orders/s',
    ),
    figure(
      'the same again, nothing changed',
      of(run => run.again),
      'orders/s',
    ),
    figure(
      'plain COPY of the same lines',
      of(run => run.copy),
      'lines/s',
    ),
    figure(
      'import ÷ COPY',
      of(run => run.made / run.copy),
      '×',
    ),
    figure(
      'the same again ÷ COPY',
      of(run => run.again / run.copy),
      '×',
    ),
    figure(
      'server before',
      of(run => run.restMb),
      'MB',
    ),
    figure('server at most', Math.max(...runs.map(run => run.peakMb)), 'MB'),
  ]
}

/** What the protocol of PostgreSQL takes for a COPY; the driver has it, but no name for it. */
type CopyConnection = { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }

async function copied(client: pg.Client, file: string, lines: number): Promise<number> {
  await client.query('drop table if exists staging')
  await client.query('create table staging (line jsonb not null)')
  const bytes = await readFile(file)
  const start = performance.now()
  await new Promise<void>((resolve, reject) => {
    // Characters that JSON cannot contain, so that a line is one value as it stands.
    const copy = new pg.Query(`copy staging from stdin (format csv, quote e'\\x01', delimiter e'\\x02')`)
    Object.assign(copy, {
      handleCopyInResponse(connection: CopyConnection) {
        for (let from = 0; from < bytes.length; from += 65_536)
          connection.sendCopyFromChunk(bytes.subarray(from, from + 65_536))
        connection.endCopyFrom()
      },
    })
    copy.on('end', () => resolve())
    copy.on('error', reject)
    client.query(copy)
  })
  const took = performance.now() - start
  const { rows } = await client.query('select count(*) from staging')
  if (rows[0].count !== lines) throw new Error(`${rows[0].count} lines were copied, not ${lines}.`)
  return lines / (took / 1000)
}

async function imported(
  url: string,
  secret: string,
  file: string,
  outcome: string,
  lines: number,
): Promise<number> {
  const start = performance.now()
  await using handle = await open(file)
  const response = await fetch(`${url}/api/v1/orders:import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson' },
    body: handle.readableWebStream() as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  const answer = await response.text()
  const done = answer.split(`"outcome":"${outcome}"`).length - 1
  if (done !== lines) throw new Error(`${done} of ${lines} orders were ${outcome}: ${answer.slice(0, 300)}`)
  return lines / ((performance.now() - start) / 1000)
}

function watchMemory(rssMb: () => Promise<number>) {
  let peak = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      peak = Math.max(peak, await rssMb())
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  })()
  return {
    async stop() {
      over = true
      await watching
      return peak
    },
  }
}

async function business(client: pg.Client, secret: string): Promise<void> {
  await client.query(`insert into business (name, language, created_at) values ('Bench', 'en', now())`)
  await client.query(
    `insert into stores (name, city, country, time_zone, language, created_at)
     select 'Store ' || n, 'Berlin', 'DE', 'Europe/Berlin', 'de', now() from generate_series(1, $1) n`,
    [stores],
  )
  const { rows } = await client.query(
    `insert into staff (first_name, last_name, kind, created_at) values ('Bench', '', 'integration', now()) returning id`,
  )
  await client.query(
    `insert into api_keys (staff_id, name, secret_hash, ending, permissions, all_stores, created_at)
     values ($1, 'Bench', $2, 'xxxx', '{order.import}', true, now())`,
    [rows[0].id, secretHash(secret)],
  )
  // 200 products of 24 variants, as a boutique has them.
  await client.query(
    `insert into products (external_id, version, name, created_at, updated_at)
     select 'p' || n, now(), 'Product ' || n, now(), now() from generate_series(1, 200) n`,
  )
  await client.query(
    `insert into variants (product_id, external_id, sku, position, created_at)
     select id, external_id || '/' || n, upper(external_id) || '-' || n, n, now() from products, generate_series(1, 24) n`,
  )
  await client.query('analyze')
}

/** Orders of a shop: a third as many customers as orders, few of whom buy a lot; one to four lines; some come back. */
function* ordersOf(round: number, count: number): Generator<string> {
  let state = 1842 + round
  const int = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let n = 0; n < count; n++) {
    const person = round * count + Math.floor((int(1_000_000) / 1_000_000) ** 2 * (count / 3))
    const at = new Date(Date.UTC(2016, 0, 1) + Math.floor((n / count) * 3650) * 86_400_000).toISOString()
    const lines = Array.from({ length: 1 + int(4) }, (_, place) => {
      const product = 1 + int(200)
      const price = 2_000 + int(400) * 100
      return {
        externalId: String(place),
        sku: `P${product}-${1 + int(24)}`,
        name: `Product ${product}`,
        quantity: 1,
        unitPriceMinor: price,
        totalMinor: price,
      }
    })
    const order: OrderInput = {
      source: 'bench',
      externalId: `${round}-${n}`,
      number: `B-${round}-${n}`,
      version: at,
      placedAt: at,
      currency: 'EUR',
      store: `Store ${1 + (person % stores)}`,
      customer: {
        externalId: `c${person}`,
        phone: `+4915${String(1_000_000_00 + person).padStart(9, '0')}`,
        email: `customer${person}@example.com`,
        firstName: `First${person % 997}`,
        lastName: `Last${person % 9973}`,
        address: { line1: `Street ${person % 200}`, postalCode: '10119', city: 'Berlin', country: 'DE' },
      },
      lines,
      totalMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
      ...(int(100) < 6 && {
        returns: [
          { kind: 'return', at, amountMinor: lines[0]?.totalMinor ?? 0, lines: [{ line: '0', quantity: 1 }] },
        ],
      }),
    }
    yield `${JSON.stringify(order)}\n`
  }
}
