import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { OrderInput } from '@rapport/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../test/world.ts'
import { importOrders } from './import.ts'

// Public purchase data (Online Retail, CC BY 4.0) is read where it lies; it is no part of the project.
const shared = process.env.RAPPORT_SHARED ?? path.resolve(import.meta.dirname, '../../../../../../shared')
const history = path.join(shared, 'data/recs/history.csv.gz')
const there = existsSync(history)
if (!there) console.log(`Skipped: the public purchase data are not at ${history}; set RAPPORT_SHARED.`)
// All of it takes minutes; the first customers show as much.
const customers = 250

type Basket = { customer: string; order: string; date: string; lines: OrderInput['lines'] }

async function* baskets(): AsyncGenerator<Basket> {
  const lines = createInterface({ input: createReadStream(history).pipe(createGunzip()) })
  let basket: Basket | undefined
  const met = new Set<string>()
  for await (const line of lines) {
    const [customer = '', order = '', date = '', product = '', quantity = '', price = ''] = line.split(',')
    if (customer === 'customer_id') continue
    if (basket && (basket.customer !== customer || basket.order !== order)) {
      yield basket
      basket = undefined
    }
    met.add(customer)
    if (met.size > customers) return
    basket ??= { customer, order, date, lines: [] }
    const [pounds = '0', pence = ''] = price.split('.')
    const unitPriceMinor = Number(pounds) * 100 + Number(pence.padEnd(2, '0').slice(0, 2))
    basket.lines.push({
      sku: product,
      name: `Article ${product}`,
      quantity: Number(quantity),
      unitPriceMinor,
      totalMinor: unitPriceMinor * Number(quantity),
    })
  }
  if (basket) yield basket
}

const orderOf = (basket: Basket): OrderInput => ({
  source: 'online-retail',
  externalId: `${basket.customer}-${basket.order}`,
  version: `${basket.date}T12:00:00Z`,
  placedAt: `${basket.date}T12:00:00Z`,
  currency: 'GBP',
  origin: 'online',
  customer: { externalId: basket.customer },
  lines: basket.lines,
  totalMinor: basket.lines.reduce((sum, line) => sum + line.totalMinor, 0),
})

let world: World
beforeAll(async () => {
  if (there) world = await createWorld({ outbox: false })
})
afterAll(() => world?.close())

test.skipIf(!there)(
  'IMP-1: the public purchase data become profiles, whose figures are the sums of the file',
  async () => {
    const wanted = new Map<string, { orders: number; units: number; spent: number }>()
    const orders: OrderInput[] = []
    for await (const basket of baskets()) {
      const order = orderOf(basket)
      orders.push(order)
      const at = wanted.get(basket.customer) ?? { orders: 0, units: 0, spent: 0 }
      wanted.set(basket.customer, {
        orders: at.orders + 1,
        units: at.units + order.lines.reduce((sum, line) => sum + line.quantity, 0),
        spent: at.spent + order.totalMinor,
      })
    }
    for (const twice of ['created', 'unchanged']) {
      for (let from = 0; from < orders.length; from += 250) {
        const outcomes = await world.run(ctx => importOrders(ctx, orders.slice(from, from + 250)))
        expect(outcomes.filter(one => one.outcome !== twice)).toEqual([])
      }
    }
    const rows = await world.db
      .selectFrom('customer_figures as f')
      .innerJoin('customer_external_ids as x', 'x.customer_id', 'f.customer_id')
      .select(['x.external_id', 'f.orders', 'f.units', 'f.spent_minor as spent'])
      .execute()
    expect(rows.length).toBeGreaterThan(customers - 10)
    expect(new Map(rows.map(({ external_id, ...figures }) => [external_id, figures]))).toEqual(wanted)
  },
)
