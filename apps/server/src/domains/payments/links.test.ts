import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atProvider, aWant, linksOf, talkOf, untilLink } from '../../../test/pay-scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import type { Ctx } from '../../platform/context.ts'
import { endLinks } from './end-links.ts'
import { ensureLink } from './ensure-link.ts'
import { claimNextLink } from './make-link.ts'
import { linkOf, paymentState } from './read-link.ts'
import { reconcileLinks } from './reconcile.ts'
import { runPayments } from './run-payments.ts'
import { wantLink } from './want-link.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => {
  world.acquirer.switches.clear()
  world.acquirer.switches.set({ delayMs: 0 })
})
afterAll(() => world.close())

const want = (more: Parameters<typeof aWant>[1] = {}) => aWant(world, more)
const wanted = async (more: Parameters<typeof aWant>[1] = {}) => {
  const one = want(more)
  await world.run(ctx => wantLink(ctx, one))
  return one
}
const alive = async (cartId: string) =>
  (await linksOf(world, cartId)).filter(link => ['wanted', 'active'].includes(link.state))

describe('a link that is wanted', () => {
  test('PAY-1: is made with amount, currency, lines, reference, end, country and the shopper’s language', async () => {
    const one = await wanted({ returnUrl: 'https://shop.example/c/abc' })
    const link = await untilLink(world, one.cartId, 'active')
    const [made] = atProvider(world, one.cartId)
    expect(made?.request).toEqual({
      merchantAccount: 'AlderTest',
      reference: `${one.cartId}-1`,
      amount: { currency: 'EUR', value: 50_500 },
      countryCode: 'DE',
      shopperLocale: 'de-DE',
      expiresAt: one.expiresAt.toISOString(),
      returnUrl: 'https://shop.example/c/abc',
      reusable: false,
      lineItems: [
        // 500.05 does not divide by two.
        {
          id: '1',
          description: '2 × Linen blazer',
          quantity: 1,
          amountIncludingTax: 50_005,
          amountExcludingTax: 42_021,
          taxAmount: 7984,
          taxPercentage: 1900,
        },
        {
          id: '2',
          description: 'Standard delivery',
          quantity: 1,
          amountIncludingTax: 495,
          amountExcludingTax: 416,
          taxAmount: 79,
          taxPercentage: 1900,
        },
      ],
    })
    expect(link.url).toContain(`/pay/${made?.id}`)
    expect(await paymentState({ tx: world.db }, one.cartId, 1)).toBe('ready')
  })

  test('CRT-6: is one alive per cart, whoever wants it how often at once', async () => {
    const one = want()
    await Promise.all(
      Array.from({ length: 24 }, (_, place) =>
        world.run(ctx => wantLink(ctx, { ...one, version: (place % 6) + 1 })),
      ),
    )
    expect((await alive(one.cartId)).map(link => link.cart_version)).toEqual([6])
    await untilLink(world, one.cartId, 'active')
    await world.until('the others are ended', async () =>
      (await linksOf(world, one.cartId)).every(link => ['active', 'ended'].includes(link.state)),
    )
    const open = atProvider(world, one.cartId).filter(link => link.status === 'active')
    expect(open.map(link => link.request.reference)).toEqual([`${one.cartId}-6`])
  })

  test('CRT-6: of a version that is behind changes nothing', async () => {
    const one = await wanted({ version: 3 })
    await world.run(ctx => wantLink(ctx, { ...one, version: 2 }))
    expect((await alive(one.cartId)).map(link => link.cart_version)).toEqual([3])
  })

  test('CRT-6: whose lines do not come to its amount, or that comes to two amounts, is a bug and refused', async () => {
    await expect(world.run(ctx => wantLink(ctx, want({ amountMinor: 1 })))).rejects.toThrow('come to')
    const one = await wanted()
    const other = { ...one, amountMinor: 495, lines: one.lines.slice(1) }
    await expect(world.run(ctx => wantLink(ctx, other))).rejects.toThrow('two amounts')
  })

  test('PAY-1: is one at the provider when the answer is lost, for it is asked for with the same key', async () => {
    for (const nextAnswer of ['accept-then-drop', 'accept-then-500', 'error-500'] as const) {
      world.acquirer.switches.set({ nextAnswer })
      const one = await wanted()
      await untilLink(world, one.cartId, 'active')
      expect(atProvider(world, one.cartId)).toHaveLength(1)
    }
  })

  test('PAY-1: waits while the provider is down, and is made when it is back', async () => {
    world.acquirer.switches.set({ api: 'down' })
    const one = await wanted()
    await world.until('it was tried', async () => ((await linksOf(world, one.cartId))[0]?.attempts ?? 0) > 1)
    expect(await paymentState({ tx: world.db }, one.cartId, 1)).toBe('preparing')
    world.acquirer.switches.set({ api: 'up' })
    await untilLink(world, one.cartId, 'active')
    expect(atProvider(world, one.cartId)).toHaveLength(1)
  })

  test('PAY-1: is failed with the provider’s reason when it is refused, and can be wanted anew', async () => {
    world.acquirer.switches.set({ nextAnswer: 'refused' })
    const one = await wanted()
    expect((await untilLink(world, one.cartId, 'failed')).failure).toContain('Refused by a switch')
    expect(await paymentState({ tx: world.db }, one.cartId, 1)).toBe('failed')
    await world.run(ctx => wantLink(ctx, one))
    const again = await untilLink(world, one.cartId, 'active')
    expect(again.reference).toBe(`${one.cartId}-1-2`)
  })

  test('PAY-1: belongs to who asks for it until that call must be over, then to whoever comes', async () => {
    const one = want()
    const claim = (ctx: Pick<Ctx, 'tx'>, seconds: number) =>
      ctx.tx
        .updateTable('payment_links')
        .set({
          attempts: 1,
          claimed_until: sql<Date>`clock_timestamp() + ${seconds} * interval '1 second'`,
        })
        .where('cart_id', '=', one.cartId)
        .execute()
    // Somebody died in the middle of the call, a moment ago.
    await world.run(async ctx => {
      await wantLink(ctx, one)
      await claim(ctx, 600)
    })
    const { talk } = talkOf(world)
    expect(await claimNextLink(talk)).toBeUndefined()
    expect(await ensureLink(talk, one.cartId, 1, 50)).toEqual({ state: 'preparing' })
    expect(atProvider(world, one.cartId)).toHaveLength(0)
    await world.run(ctx => claim(ctx, -1))
    world.server.bus.nudge('payments')
    await untilLink(world, one.cartId, 'active')
    expect(atProvider(world, one.cartId)).toHaveLength(1)
  })

  test('PAY-1: is not asked for once its time is over', async () => {
    const one = await wanted({ expiresAt: new Date(world.server.clock.now().getTime() - 1000) })
    await untilLink(world, one.cartId, 'ended')
    expect(atProvider(world, one.cartId)).toHaveLength(0)
  })
})

describe('a link that is ended', () => {
  test('CRT-6: is expired at the provider, and cannot be paid there', async () => {
    const one = await wanted()
    await untilLink(world, one.cartId, 'active')
    await world.run(ctx => endLinks(ctx, one.cartId))
    await untilLink(world, one.cartId, 'ended')
    expect(atProvider(world, one.cartId).map(link => link.status)).toEqual(['expired'])
  })

  test('CRT-6: is asked to end until the provider confirms it', async () => {
    const one = await wanted()
    await untilLink(world, one.cartId, 'active')
    world.acquirer.switches.set({ answer: 'error-500' })
    await world.run(ctx => endLinks(ctx, one.cartId))
    await world.until('it was tried', async () => ((await linksOf(world, one.cartId))[0]?.attempts ?? 0) > 1)
    expect(await paymentState({ tx: world.db }, one.cartId, 1)).toBe('none')
    world.acquirer.switches.set({ answer: 'normal' })
    await untilLink(world, one.cartId, 'ended')
    expect(atProvider(world, one.cartId)[0]?.status).toBe('expired')
  })

  test('CRT-6: is ended also when nobody ever heard that it was made', async () => {
    world.acquirer.switches.set({ answer: 'accept-then-500' })
    const one = await wanted()
    await world.until('it is there, unknown to us', () => atProvider(world, one.cartId).length === 1)
    await world.run(ctx => endLinks(ctx, one.cartId))
    world.acquirer.switches.set({ answer: 'normal' })
    await untilLink(world, one.cartId, 'ended')
    expect(atProvider(world, one.cartId).map(link => link.status)).toEqual(['expired'])
  })

  test('PAY-3: stays known as paid when somebody was quicker', async () => {
    const one = await wanted()
    await untilLink(world, one.cartId, 'active')
    const [link] = atProvider(world, one.cartId)
    if (!link) throw new Error('There is no link.')
    world.acquirer.authorise(link, 'ideal')
    await world.run(ctx => endLinks(ctx, one.cartId))
    await untilLink(world, one.cartId, 'completed')
    const told = await world.until('its notification is kept', () =>
      world.db
        .selectFrom('payment_notifications')
        .selectAll()
        .where('merchant_reference', '=', `${one.cartId}-1`)
        .where('kind', '=', 'authorisation')
        .executeTakeFirst(),
    )
    expect(told).toMatchObject({ success: true, amount_minor: 50_500, currency: 'EUR' })
  })

  test('PAY-3: of a day that is over is asked about, for nothing tells of it', async () => {
    const one = await wanted()
    await untilLink(world, one.cartId, 'active')
    const after = new Date(one.expiresAt.getTime() + 61_000)
    world.carrier.setClockOffset(after.getTime() - Date.now())
    try {
      const { talk } = talkOf(world)
      expect(await reconcileLinks(talk)).toBe(0)
      expect(await reconcileLinks({ ...talk, clock: { now: () => after } })).toBeGreaterThan(0)
    } finally {
      world.carrier.setClockOffset(world.server.clock.now().getTime() - Date.now())
    }
    expect((await linksOf(world, one.cartId))[0]?.state).toBe('ended')
    expect(atProvider(world, one.cartId)[0]?.status).toBe('expired')
  })
})

describe('somebody presses Pay', () => {
  test('PAY-1: the link is made then and there, once for all who press at once', async () => {
    const quiet = await createWorld({ payments: false })
    try {
      const one = aWant(quiet)
      await quiet.run(ctx => wantLink(ctx, one))
      const { talk, told } = talkOf(quiet)
      const got = await Promise.all(
        Array.from({ length: 20 }, () => ensureLink(talk, one.cartId, one.version)),
      )
      const [made] = atProvider(quiet, one.cartId)
      expect(atProvider(quiet, one.cartId)).toHaveLength(1)
      for (const answer of got)
        expect(answer).toEqual({ state: 'ready', url: expect.stringContaining(made?.id ?? '?') })
      expect(told).toEqual([{ cartId: one.cartId, state: 'active' }])
    } finally {
      await quiet.close()
    }
  })

  test('PAY-1: and is told what is true: gone, failed, still on its way', async () => {
    const { talk } = talkOf(world)
    const ended = await wanted()
    await world.run(ctx => endLinks(ctx, ended.cartId))
    expect(await ensureLink(talk, ended.cartId, 1)).toEqual({ state: 'gone' })
    expect(await ensureLink(talk, ended.cartId, 2)).toEqual({ state: 'gone' })
    world.acquirer.switches.set({ answer: 'refused' })
    const refused = await wanted()
    expect(await ensureLink(talk, refused.cartId, 1)).toMatchObject({ state: 'failed' })
    world.acquirer.switches.set({ answer: 'normal', api: 'down' })
    const waiting = await wanted()
    expect(await ensureLink(talk, waiting.cartId, 1, 100)).toEqual({ state: 'preparing' })
    expect(await ensureLink({ ...talk, payments: undefined }, waiting.cartId, 1)).toMatchObject({
      state: 'failed',
    })
  })
})

test('PAY-1: several processes make each link once, in whatever order they come', async () => {
  const jobs = [1, 2].map(() =>
    runPayments(talkOf(world).talk, { onNotification: async () => ({ later: 'not mine' }) }),
  )
  const many = Array.from({ length: 40 }, () => want())
  await Promise.all(many.map(one => world.run(ctx => wantLink(ctx, one))))
  for (const one of many) await untilLink(world, one.cartId, 'active')
  for (const one of many) {
    expect(atProvider(world, one.cartId)).toHaveLength(1)
    expect((await linkOf({ tx: world.db }, one.cartId, 1))?.url).toContain(
      atProvider(world, one.cartId)[0]?.id,
    )
  }
  await Promise.all(jobs.map(job => job.stop()))
})
