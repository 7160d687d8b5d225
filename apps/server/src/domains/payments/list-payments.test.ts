import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
const start = Date.parse('2026-03-01T10:00:00.000Z')
const dayMs = 86_400_000
const dayAt = (day: number) => new Date(start + day * dayMs)

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  const { berlin, newYork } = world.stores
  const rows = Array.from({ length: 12 }, (_, n) => ({
    id: newId(),
    kind: (['link', 'terminal', 'cash'] as const)[n % 3] ?? 'link',
    reference: n === 7 ? 'T_1%' : `psp-${n}`,
    store_id: n % 2 === 0 ? berlin : newYork,
    currency: 'EUR',
    amount_minor: 1000 + n,
    state: 'kept',
    problem: 'unknown',
    paid_at: dayAt(n),
  }))
  await world.db.insertInto('payments').values(rows).execute()
})
afterAll(() => world.close())

type Asked = Parameters<Api['payments']['list']>[0]
const amounts = async (asked: Asked, api = alma) =>
  (await api.payments.list(asked)).items.map(payment => payment.amountMinor - 1000)

describe('the list of payments', () => {
  test('PAY-3: is read page by page from either end', async () => {
    const paged: number[] = []
    let cursor: string | undefined
    do {
      const page = await alma.payments.list({ first: 'oldest', limit: 5, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(payment => payment.amountMinor - 1000))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(await amounts({ limit: 4 })).toEqual([11, 10, 9, 8])
  })

  test('PAY-3: of a store, a kind, a period, and all of them together', async () => {
    const storeId = world.stores.berlin
    expect(await amounts({ storeId })).toEqual([10, 8, 6, 4, 2, 0])
    expect(await amounts({ kind: 'cash' })).toEqual([11, 8, 5, 2])
    const [from, until] = [dayAt(2).toISOString(), dayAt(9).toISOString()]
    expect(await amounts({ from, until, first: 'oldest' })).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(await amounts({ storeId, kind: 'cash', from, until, show: 'kept' })).toEqual([8, 2])
  })

  test('PAY-3: by the beginning of a reference, in any case, and as it is typed', async () => {
    expect(await amounts({ q: 'PSP-1' })).toEqual([11, 10, 1])
    expect(await amounts({ q: 't_1%' })).toEqual([7])
    expect(await amounts({ q: '%' })).toEqual([])
    expect(await amounts({ q: 'p_p' })).toEqual([])
  })

  test('PAY-3: by the number of the order that it paid', async () => {
    const order = await alma.orders.put(anOrder({ externalId: 'A-77120', number: 'A-77120' }))
    await world.db
      .updateTable('payments')
      .set({ order_id: order.orderId })
      .where('reference', '=', 'psp-3')
      .execute()
    expect(await amounts({ q: 'a77120' })).toEqual([3])
    expect(await amounts({ q: 'A-7712' })).toEqual([])
  })

  test('PAY-3: a store that is not mine is not there', async () => {
    await expect(alma.payments.list({ storeId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what takes too long', () => {
  test('PAY-3: is named with its step, its reference and its money, the longest first', async () => {
    const now = world.server.clock.now().getTime()
    const ago = (ms: number) => new Date(now - ms)
    const link = (state: string, more: object) => ({
      id: newId(),
      cart_id: newId(),
      cart_version: 1,
      idempotency_key: newId(),
      currency: 'EUR',
      amount_minor: 4200,
      country: 'DE',
      language: 'de',
      lines: '[]',
      expires_at: ago(-dayMs),
      state,
      created_at: ago(5 * dayMs),
      ...more,
    })
    await world.db
      .insertInto('payment_links')
      .values([
        link('wanted', { reference: 'made-late', attempts: 9, failure: 'no answer' }),
        link('ending', { reference: 'ends-late', attempts: 9, created_at: ago(4 * dayMs) }),
        link('completed', { reference: 'nobody-said', ended_at: ago(3 * dayMs) }),
        link('wanted', { reference: 'still-young', attempts: 9, created_at: ago(60_000) }),
      ] as never)
      .execute()
    const { id: paymentId } = await world.db
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', 'psp-0')
      .executeTakeFirstOrThrow()
    await world.db
      .insertInto('refunds')
      .values({
        id: newId(),
        payment_id: paymentId,
        amount_minor: 700,
        reason: 'x',
        reference: 'back-late',
        idempotency_key: newId(),
        state: 'wanted',
        created_at: ago(dayMs),
      })
      .execute()
    const { items } = await alma.payments.stuck({})
    const none = { paymentId: null, currency: 'EUR', amountMinor: 4200 }
    expect(items).toMatchObject([
      { kind: 'link', step: 'make', reference: 'made-late', why: 'no answer', ...none },
      { kind: 'link', step: 'end', reference: 'ends-late', ...none },
      { kind: 'link', step: 'hear', reference: 'nobody-said', why: null, ...none },
      { kind: 'refund', step: 'send', reference: 'back-late', paymentId, currency: 'EUR', amountMinor: 700 },
    ])
  })
})
