import type { OrderInput } from '@rapport/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { importOrders } from './import.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

type Figures = {
  orders: number
  units: number
  returnedUnits: number
  spentMinor: number
  returnedMinor: number
  firstOrderAt: string
  lastOrderAt: string
}

/** From scratch, from nothing but what the sources sent: the newest version of each order, and sums. */
function reckoned(sent: readonly OrderInput[]): Map<string, Figures> {
  const newest = new Map<string, OrderInput>()
  for (const order of sent) {
    const before = newest.get(order.externalId)
    if (!before || order.version > before.version) newest.set(order.externalId, order)
  }
  const all = new Map<string, Figures>()
  for (const order of newest.values()) {
    if (order.state === 'cancelled') continue
    const units = order.lines.reduce((sum, line) => sum + line.quantity, 0)
    const back = (order.returns ?? []).filter(one => one.kind === 'return').flatMap(one => one.lines ?? [])
    const paid = (order.returns ?? []).reduce((sum, one) => sum + (one.amountMinor ?? 0), 0)
    const at = all.get(order.currency)
    all.set(order.currency, {
      orders: (at?.orders ?? 0) + 1,
      units: (at?.units ?? 0) + units,
      returnedUnits:
        (at?.returnedUnits ?? 0) +
        Math.min(
          units,
          back.reduce((sum, line) => sum + line.quantity, 0),
        ),
      spentMinor: (at?.spentMinor ?? 0) + order.totalMinor,
      returnedMinor: (at?.returnedMinor ?? 0) + Math.min(order.totalMinor, paid),
      firstOrderAt: [order.placedAt, at?.firstOrderAt ?? order.placedAt].sort()[0] ?? '',
      lastOrderAt: [order.placedAt, at?.lastOrderAt ?? order.placedAt].sort()[1] ?? '',
    })
  }
  return all
}

const day = fc.integer({ min: 1, max: 28 }).map(n => `2026-03-${String(n).padStart(2, '0')}T10:00:00.000Z`)
const line = fc.record({
  externalId: fc.constantFrom('a', 'b', null),
  name: fc.constant('Linen blazer'),
  quantity: fc.integer({ min: 1, max: 5 }),
  unitPriceMinor: fc.constant(1000),
  totalMinor: fc.integer({ min: 0, max: 5000 }),
})
const back = fc.record({
  kind: fc.constantFrom('return' as const, 'refund' as const, 'exchange' as const),
  at: day,
  amountMinor: fc.integer({ min: 0, max: 6000 }),
  lines: fc.array(
    fc.record({ line: fc.constantFrom('a', 'b', 'c', 1, 2), quantity: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 2 },
  ),
})
const order = fc.record({
  externalId: fc.constantFrom('1', '2', '3', '4'),
  version: day,
  placedAt: day,
  currency: fc.constantFrom('EUR', 'GBP'),
  state: fc.constantFrom('open' as const, 'completed' as const, 'completed' as const, 'cancelled' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  returns: fc.array(back, { maxLength: 2 }),
  totalMinor: fc.integer({ min: 0, max: 20_000 }),
})

test('IMP-3: figures are what a recomputation from scratch gives, after versions in any order, returns, cancellations, repeated lines', async () => {
  const sequence = fc.array(order, { minLength: 1, maxLength: 14 })
  const cuts = fc.array(fc.nat(13), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(sequence, cuts, async (given, at) => {
      const source = newId()
      const customer = { phone: freshPhone(), firstName: 'Nora' }
      const sent = given.map((one): OrderInput => ({ source, store: 'Berlin Mitte', customer, ...one }))
      const edges = [0, ...at.filter(cut => cut < sent.length).sort((a, b) => a - b), sent.length]
      let customerId: string | null = null
      for (const [n, from] of edges.slice(0, -1).entries()) {
        const outcomes = await world.run(ctx => importOrders(ctx, sent.slice(from, edges[n + 1])))
        for (const one of outcomes) {
          if (one.outcome === 'refused') throw new Error(one.message)
          customerId = one.customerId
        }
      }
      const rows = await world.db
        .selectFrom('customer_figures')
        .selectAll()
        .where('customer_id', '=', customerId ?? '')
        .execute()
      const kept = new Map(
        rows.map(row => [
          row.currency,
          {
            orders: row.orders,
            units: row.units,
            returnedUnits: row.returned_units,
            spentMinor: row.spent_minor,
            returnedMinor: row.returned_minor,
            firstOrderAt: row.first_order_at.toISOString(),
            lastOrderAt: row.last_order_at.toISOString(),
          },
        ]),
      )
      expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(reckoned(sent)))
    }),
    { numRuns: 40 },
  )
})
