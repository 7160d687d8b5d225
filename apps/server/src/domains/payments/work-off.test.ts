import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anItem, type Notified, openNotified, signed } from '../../../test/notification-scene.ts'
import { atProvider, aWant, untilLink } from '../../../test/pay-scene.ts'
import { newId, type World } from '../../../test/world.ts'
import { wantLink } from './want-link.ts'

let at: Notified
let world: World
let post: Notified['post']
let kept: Notified['kept']
let untilHandled: Notified['untilHandled']
beforeAll(async () => {
  at = await openNotified()
  ;({ world, post, kept, untilHandled } = at)
})
beforeEach(() => at.asItWas())
afterAll(() => at.close())

describe('worked off', () => {
  test('PAY-2: what is not known yet is asked again, with what it waits for written down', async () => {
    const refund = signed(anItem({ eventCode: 'REFUND', originalReference: 'PAYMENT' }))
    const payment = signed(anItem({ pspReference: 'PAYMENT' }))
    const known = new Set<string>()
    at.whenTold(async (_ctx, told) => {
      if (told.kind === 'refund' && !known.has(told.originalReference ?? ''))
        return { later: 'its payment is unknown' }
      known.add(told.pspReference)
      return { done: 'known' }
    })
    await post([refund])
    await world.until('it waits', async () => (await kept(refund))[0]?.outcome === 'its payment is unknown')
    expect((await kept(refund))[0]?.handled_at).toBeNull()
    await post([payment])
    await untilHandled(payment)
    expect((await untilHandled(refund))[0]?.outcome).toBe('known')
  })

  test('PAY-2: what breaks leaves no half behind and is tried again', async () => {
    const item = signed(anItem())
    let times = 0
    at.whenTold(async (ctx, told) => {
      if (told.pspReference !== item.pspReference) return { done: 'other' }
      times++
      await sql`insert into payments (id, kind, reference, currency, amount_minor, state, problem, paid_at)
        values (${newId()}, 'link', ${told.pspReference}, 'EUR', 1, 'kept', 'unknown', ${told.eventAt})`.execute(
        ctx.tx,
      )
      if (times < 3) throw new Error('The shelf is gone.')
      return { done: 'kept' }
    })
    await post([item])
    const [row] = await untilHandled(item)
    // Three processes may take it up at once after a failure.
    expect(row?.outcome).toBe('kept')
    expect(times).toBe(3)
    const payments = await world.db
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', item.pspReference)
      .execute()
    expect(payments).toHaveLength(1)
  })

  test('PAY-2: those of one payment never run side by side', async () => {
    const original = newId()
    const items = Array.from({ length: 12 }, () =>
      signed(anItem({ eventCode: 'REFUND', originalReference: original })),
    )
    let inside = 0
    let most = 0
    at.whenTold(async ctx => {
      most = Math.max(most, ++inside)
      await sql`select pg_sleep(0.005)`.execute(ctx.tx)
      inside--
      return { done: 'one by one' }
    })
    await Promise.all(items.map(item => post([item])))
    for (const item of items) await untilHandled(item)
    expect(most).toBe(1)
  })
})

describe('from the provider', () => {
  async function aLink() {
    const one = aWant(world)
    await world.run(ctx => wantLink(ctx, one))
    await untilLink(world, one.cartId, 'active')
    const [link] = atProvider(world, one.cartId)
    if (!link) throw new Error('There is no link.')
    return { link, reference: link.request.reference }
  }
  const told = (reference: string) =>
    world.db
      .selectFrom('payment_notifications')
      .selectAll()
      .where('merchant_reference', '=', reference)
      .execute()

  test.each(['once', 'five-in-parallel', 'out-of-order'] as const)(
    'PAY-2: payment and capture come through when told %s',
    async notices => {
      world.acquirer.switches.set({ notices })
      const { link, reference } = await aLink()
      world.acquirer.authorise(link, 'paypal')
      await world.until('both are worked off', async () => {
        const rows = await told(reference)
        return rows.length === 2 && rows.every(row => row.handled_at)
      })
      expect((await told(reference)).map(row => row.event_code).sort()).toEqual(['AUTHORISATION', 'CAPTURE'])
    },
  )

  test('PAY-2: with a wrong key nothing is stored, and all of it comes once the key is right', async () => {
    world.acquirer.switches.set({ notices: 'wrong-signature' })
    const { link, reference } = await aLink()
    world.acquirer.authorise(link, 'visa')
    await world.until('it was refused', () => world.acquirer.notifier.notices.some(one => one.attempts >= 2))
    expect(await told(reference)).toEqual([])
    world.acquirer.switches.set({ notices: 'once' })
    await world.until('it came', async () => (await told(reference)).length === 2)
  })

  test('PAY-2: while we were away is told when we are back', async () => {
    const { link, reference } = await aLink()
    const { endpoint } = world.acquirer.notifier
    if (!endpoint) throw new Error('There is no endpoint.')
    const { url } = endpoint
    endpoint.url = 'http://127.0.0.1:9/hooks/adyen'
    world.acquirer.authorise(link, 'ideal')
    await world.until('it was tried', () => world.acquirer.notifier.notices.some(one => one.attempts >= 2))
    endpoint.url = url
    await world.until('it came', async () => (await told(reference)).length === 2)
  })
})
