import type { OrderInput } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aLine, anOrder } from '../../../test/order.ts'
import { freshPhone } from '../../../test/scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { importOrders } from './import.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const record = (orders: unknown[], options?: { dryRun: boolean }) =>
  world.run(ctx => importOrders(ctx, orders, options))
const recordOne = async (order: unknown) => (await record([order]))[0]
async function customerOf(order: OrderInput): Promise<string | null> {
  const outcome = await recordOne(order)
  if (!outcome || outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome))
  return outcome.customerId
}
const count = async (table: 'orders' | 'customers' | 'order_lines' | 'events') =>
  Number(
    (
      await world.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const figuresOf = (id: string | null) =>
  world.db
    .selectFrom('customer_figures')
    .selectAll()
    .where('customer_id', '=', id ?? '')
    .execute()
const somebody = (more: OrderInput['customer'] = {}): OrderInput['customer'] => ({
  firstName: 'Nora',
  lastName: 'Lind',
  phone: freshPhone(),
  ...more,
})

describe('an order is one', () => {
  test('IMP-1: the same version changes nothing, an older one neither, a newer one does', async () => {
    const order = anOrder({ customer: somebody(), lines: [aLine({ quantity: 2 })] })
    expect(await recordOne(order)).toMatchObject({ outcome: 'created' })
    const events = await count('events')
    expect(await recordOne(order)).toMatchObject({ outcome: 'unchanged' })
    const older = { ...order, version: '2026-03-01T00:00:00Z', totalMinor: 1 }
    expect(await recordOne(older)).toMatchObject({ outcome: 'unchanged' })
    expect(await count('events')).toBe(events)
    const newer = { ...order, version: '2026-03-03T00:00:00Z', lines: [aLine()], totalMinor: 32_000 }
    const outcome = await recordOne(newer)
    expect(outcome).toMatchObject({ outcome: 'updated' })
    const orderId = outcome?.outcome === 'updated' ? outcome.orderId : ''
    const lines = await world.db
      .selectFrom('order_lines')
      .selectAll()
      .where('order_id', '=', orderId)
      .execute()
    expect(lines).toMatchObject([{ quantity: 1, total_minor: 32_000 }])
  })

  test('IMP-1: twice in one import counts once, and the newer version wins wherever it stands', async () => {
    const order = anOrder({ customer: somebody() })
    const newer = { ...order, version: '2026-03-04T00:00:00Z', totalMinor: 30_000 }
    const outcomes = await record([newer, order, order])
    expect(outcomes.map(one => one.outcome)).toEqual(['created', 'unchanged', 'unchanged'])
    const id = outcomes[0]?.outcome === 'created' ? outcomes[0].customerId : null
    expect(await figuresOf(id)).toMatchObject([{ orders: 1, spent_minor: 30_000 }])
  })

  test('IMP-1: what is no order is refused by itself, with the field and a sentence', async () => {
    const outcomes = await record([
      anOrder(),
      { ...anOrder(), lines: [] },
      'nonsense',
      anOrder({ store: 'Atlantis' }),
      anOrder({ totalMinor: -1 }),
      anOrder({ version: '2099-01-01T00:00:00Z' }),
      anOrder({ lines: [aLine({ name: 'a\u0000b' })] }),
      anOrder({ lines: [aLine({ name: 'a\ud800b' })] }),
      anOrder(),
    ])
    expect(outcomes.map(one => (one.outcome === 'refused' ? one.code : one.outcome))).toEqual([
      'created',
      'INVALID',
      'INVALID',
      'STORE_UNKNOWN',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'created',
    ])
    expect(outcomes[1]).toMatchObject({ message: expect.stringContaining('lines') })
    expect(outcomes[3]).toMatchObject({ message: expect.stringContaining('Atlantis') })
  })

  test('IMP-1: a dry run answers the same and keeps nothing', async () => {
    const orders = [anOrder({ customer: somebody() }), anOrder({ customer: somebody() })]
    const before = [await count('orders'), await count('customers'), await count('events')]
    const tried = await record(orders, { dryRun: true })
    expect([await count('orders'), await count('customers'), await count('events')]).toEqual(before)
    expect(tried.map(one => one.outcome)).toEqual((await record(orders)).map(one => one.outcome))
  })

  test('IMP-1: totals that do not add up are believed, and flagged', async () => {
    const flag = async (order: OrderInput) => {
      const outcome = await recordOne(order)
      const id = outcome?.outcome === 'created' ? outcome.orderId : ''
      return world.db
        .selectFrom('orders')
        .select(['total_minor', 'totals_differ'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    }
    expect(await flag(anOrder({ totalMinor: 32_001 }))).toEqual({ total_minor: 32_001, totals_differ: false })
    expect(await flag(anOrder({ totalMinor: 35_200, taxMinor: 3_200, taxIncluded: false }))).toMatchObject({
      totals_differ: false,
    })
    expect(await flag(anOrder({ totalMinor: 20_000 }))).toEqual({ total_minor: 20_000, totals_differ: true })
  })
})

describe('figures', () => {
  test('IMP-3: returns and refunds are told apart, an exchange is no return, a cancelled order counts for nothing', async () => {
    const customer = somebody()
    const returns: OrderInput['returns'] = [
      { kind: 'return', at: '2026-03-10T00:00:00Z', amountMinor: 32_000, lines: [{ line: 1, quantity: 1 }] },
      { kind: 'exchange', at: '2026-03-11T00:00:00Z', lines: [{ line: 1, quantity: 1 }] },
      { kind: 'refund', at: '2026-03-12T00:00:00Z', amountMinor: 1_000 },
    ]
    const id = await customerOf(anOrder({ customer, lines: [aLine({ quantity: 3 })], returns }))
    await customerOf(anOrder({ customer, state: 'cancelled' }))
    await customerOf(anOrder({ customer, currency: 'GBP', placedAt: '2026-03-01T00:00:00Z' }))
    expect(await figuresOf(id)).toMatchObject([
      {
        currency: 'EUR',
        orders: 1,
        units: 3,
        returned_units: 1,
        spent_minor: 96_000,
        returned_minor: 33_000,
      },
      { currency: 'GBP', orders: 1, units: 1, returned_units: 0, spent_minor: 32_000, returned_minor: 0 },
    ])
  })
})
