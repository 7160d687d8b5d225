import pg from 'pg'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { type CartRun, type Step, steps } from './cart-load.ts'
import { type Figure, median, quantile } from './figures.ts'
import { type CartSale, startLoadProcess, startServerProcess } from './processes.ts'
import { fresh, seedCarts } from './seed-carts.ts'
import { named } from './sizes.ts'

const callers = 8
const mostGrowth = 1.5
/**
 * Sales from a distance through HTTP, from opening the cart to its link, as carts and catalogue grow. The sizes take turns in
 * each round, so that whatever else the machine does hits all of them; growth is the median of the ratios inside a round.
 */
export async function measureCarts(
  server: EmbeddedDatabase,
  sizes: readonly number[],
  { sales, rounds }: { sales: number; rounds: number },
): Promise<Figure[]> {
  if (sales * (rounds + 1) > fresh) throw new Error(`There are customers for ${fresh} sales.`)
  const runs = new Map<number, CartRun[]>([...sizes].sort((a, b) => a - b).map(size => [size, []]))
  const places = []
  try {
    for (const size of runs.keys()) places.push(await openPlace(server, size))
    // The first round warms everything up and does not count.
    for (let round = 0; round <= rounds; round++)
      for (const place of round % 2 === 0 ? places : places.toReversed()) {
        const run = await place.sell(sales)
        if (round > 0) runs.get(place.size)?.push(run)
      }
  } finally {
    for (const place of places) await place.close()
  }
  return figuresOf(runs)
}

async function openPlace(server: EmbeddedDatabase, size: number) {
  const name = `carts_bench_${size}`
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  console.log(`Seeding ${size} carts and products …`)
  const url = server.urlOf(name)
  const secret = await seedCarts(url, size)
  const app = await startServerProcess(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const load = startLoadProcess()
  let sold = 0
  return {
    size,
    async sell(count: number): Promise<CartRun> {
      const { rows: all } = await client.query<CartSale>(
        `select c.store_id as "storeId", c.id as "customerId", v.id as "variantId"
          from bench_customers c join bench_variants v on v.n = 1 + (c.n::bigint * 104729) % $1 where c.n > $2 order by c.n limit $3`,
        [size, size + sold, count],
      )
      sold += count
      return load.run<CartRun>({ kind: 'carts', url: app.url, secret, callers, sales: all })
    },
    async close() {
      await load.stop()
      await app.stop()
      await client.end()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}

function figuresOf(runs: ReadonlyMap<number, CartRun[]>): Figure[] {
  const [smallest = []] = runs.values()
  return [...runs].flatMap(([size, all]) => {
    const grows = all !== smallest
    const part = (what: string, name: string, value: number, unit: string, aim?: Figure['aim']): Figure => ({
      section: 'carts',
      what,
      part: `${named(size)} ${name}`,
      value,
      unit,
      aim,
    })
    const waits = (step: Step) => all.flatMap(run => run.waits[step])
    const growth = (of: (run: CartRun) => number) =>
      median(all.map((run, round) => of(run) / of(smallest[round] as CartRun)))
    return [
      part(
        `carts: sales of ${steps.length} calls, ${callers} callers`,
        'rate',
        median(all.map(run => run.perSecond)),
        'sales/s',
      ),
      ...steps.flatMap(step => [
        part(`carts: ${step}`, 'p50', median(waits(step)), 'ms'),
        part(`carts: ${step}`, 'p95', quantile(waits(step), 0.95), 'ms'),
        ...(grows
          ? [
              part(
                `carts: ${step}`,
                'growth',
                growth(run => median(run.waits[step])),
                '×',
                { most: mostGrowth },
              ),
            ]
          : []),
      ]),
    ]
  })
}
