import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPayment, atProvider, aWant, talkOf, untilLink } from '../../../test/pay-scene.ts'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { NotThatMuch, settleRefund, wantRefund } from './refunds.ts'
import { runPayments } from './run-payments.ts'
import { wantLink } from './want-link.ts'

let world: World
let jobs: ReturnType<typeof runPayments>
beforeAll(async () => {
  world = await createWorld({ payments: false })
  jobs = runPayments(talkOf(world).talk, {
    onNotification: async (ctx, told) => {
      if (!told.kind.startsWith('refund')) return { done: 'not a refund' }
      const settled = await settleRefund(ctx, told)
      return { done: settled?.change ?? 'not ours' }
    },
  })
})
beforeEach(() => {
  world.acquirer.switches.clear()
  world.acquirer.switches.set({ delayMs: 0 })
})
afterAll(async () => {
  await jobs.stop()
  await world.close()
})

/** A payment that the provider has taken, of 505 euros. */
async function paid(more: Parameters<typeof aPayment>[1] = {}) {
  const one = aWant(world)
  await world.run(ctx => wantLink(ctx, one))
  await untilLink(world, one.cartId, 'active')
  const [link] = atProvider(world, one.cartId)
  if (!link) throw new Error('There is no link.')
  const { pspReference } = world.acquirer.authorise(link, 'ideal')
  return { pspReference, paymentId: await aPayment(world, { reference: pspReference, ...more }) }
}
const refundOf = (refundId: string) =>
  world.db.selectFrom('refunds').selectAll().where('id', '=', refundId).executeTakeFirstOrThrow()
const paymentOf = (paymentId: string) =>
  world.db.selectFrom('payments').selectAll().where('id', '=', paymentId).executeTakeFirstOrThrow()
const untilRefund = (refundId: string, state: string) =>
  world.until(`the refund is ${state}`, async () => {
    const row = await refundOf(refundId)
    return row.state === state && row
  })
const refund = (paymentId: string, amountMinor: number, more: object = {}) =>
  world.run(ctx => wantRefund(ctx, { paymentId, amountMinor, reason: 'Too small', staffId: null, ...more }))

describe('a refund', () => {
  test('PAY-5: is sent once, and done when the provider says so', async () => {
    const { paymentId, pspReference } = await paid()
    const refundId = await refund(paymentId, 10_000)
    expect((await untilRefund(refundId, 'done')).provider_reference).toMatch(/^\w{16}$/)
    expect((await paymentOf(paymentId)).refunded_minor).toBe(10_000)
    expect(world.acquirer.payments.get(pspReference)?.refundedValue).toBe(10_000)
    const { rows } = {
      rows: await world.db.selectFrom('events').select('data').where('type', '=', 'refund.changed').execute(),
    }
    const states = rows
      .map(row => row.data as { refundId: string; state: string })
      .filter(one => one.refundId === refundId)
    expect(states.map(one => one.state).filter(state => state !== 'sent')).toEqual(['wanted', 'done'])
  })

  test('PAY-5: is one at the provider when the answer is lost', async () => {
    for (const nextAnswer of ['accept-then-drop', 'accept-then-500', 'error-500'] as const) {
      const { paymentId, pspReference } = await paid()
      world.acquirer.switches.set({ nextAnswer })
      await untilRefund(await refund(paymentId, 10_000), 'done')
      await world.until('it was asked again', async () => {
        const [row] = await world.db
          .selectFrom('refunds')
          .select('provider_reference')
          .where('payment_id', '=', paymentId)
          .execute()
        return row?.provider_reference
      })
      expect(world.acquirer.payments.get(pspReference)?.refundedValue).toBe(10_000)
    }
  })

  test('PAY-5: the same wish twice is one, and together they never come to more than was paid', async () => {
    const { paymentId } = await paid()
    const refundId = newId()
    const ids = await Promise.all(Array.from({ length: 5 }, () => refund(paymentId, 30_000, { refundId })))
    expect(new Set(ids)).toEqual(new Set([refundId]))
    const more = await Promise.allSettled(Array.from({ length: 5 }, () => refund(paymentId, 20_500)))
    expect(more.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of more) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(NotThatMuch)
  })

  test('PAY-5: of all of a payment that is not captured yet undoes it', async () => {
    world.acquirer.switches.set({ captures: 'fails' })
    const { paymentId, pspReference } = await paid({ problem: 'late' })
    expect((await paymentOf(paymentId)).state).toBe('kept')
    const refundId = await refund(paymentId, 50_500)
    expect((await paymentOf(paymentId)).state).toMatch(/returning|returned/)
    await untilRefund(refundId, 'done')
    expect(await paymentOf(paymentId)).toMatchObject({ state: 'returned', refunded_minor: 50_500 })
    expect(world.acquirer.payments.get(pspReference)?.state).toBe('cancelled')
  })

  test.each([
    ['refused', 'Refund refused by the issuer'],
    ['fail-later', 'account is closed'],
    ['come-back', 'account is closed'],
  ] as const)(
    'PAY-5: that is %s is failed in the end, with the reason, and its money is there again',
    async (refunds, reason) => {
      world.acquirer.switches.set({ refunds })
      const { paymentId } = await paid({ problem: 'double' })
      const failed = await untilRefund(await refund(paymentId, 50_500), 'failed')
      expect(failed.failure).toContain(reason)
      expect(await paymentOf(paymentId)).toMatchObject({
        state: 'kept',
        refunded_minor: 0,
        resolved_at: null,
      })
    },
  )

  test('PAY-5: stays failed when its success is told late', async () => {
    world.acquirer.switches.set({ refunds: 'silent' })
    const { paymentId, pspReference } = await paid()
    const refundId = await refund(paymentId, 10_000)
    await untilRefund(refundId, 'sent')
    const told = {
      pspReference: 'ELSEWHERE',
      originalReference: pspReference,
      merchantReference: 'of the payment',
      success: true,
      amountMinor: 10_000,
      details: { method: null, methodDetail: null, providerLinkId: null, reason: 'Closed' },
    }
    // Told under a reference of its own, it is found by its payment and amount.
    const failed = await world.run(ctx => settleRefund(ctx, { ...told, kind: 'refund_failed' }))
    expect(failed).toMatchObject({ refundId, change: 'failed', failure: 'Closed' })
    const late = await world.run(ctx =>
      settleRefund(ctx, { ...told, kind: 'refund', merchantReference: refundId }),
    )
    expect(late).toMatchObject({ change: 'none' })
    expect((await refundOf(refundId)).state).toBe('failed')
  })

  test('PAY-5: somebody else’s, made in the provider’s own screens, is none of ours', async () => {
    const settled = await world.run(ctx =>
      settleRefund(ctx, {
        kind: 'refund',
        success: true,
        pspReference: 'UNKNOWN',
        originalReference: 'UNKNOWN',
        merchantReference: 'UNKNOWN',
        amountMinor: 1,
        details: { method: null, methodDetail: null, providerLinkId: null, reason: null },
      }),
    )
    expect(settled).toBeUndefined()
  })

  test('PAY-5: refused by the provider at once is failed, with its reason', async () => {
    const paymentId = await aPayment(world, { problem: 'unknown' })
    expect((await untilRefund(await refund(paymentId, 50_500), 'failed')).failure).toContain('pspReference')
  })
})

describe('in the Console', () => {
  test('PAY-3: money that made no order is listed, and given back once, with an audit entry', async () => {
    const alma = await world.as('alma')
    const { paymentId } = await paid({ problem: 'old_link' })
    const listed = await alma.payments.list({ show: 'kept' })
    expect(listed.items.find(one => one.id === paymentId)).toMatchObject({
      problem: 'old_link',
      state: 'kept',
      refunds: [],
    })
    const given = await alma.payments.giveBack({ paymentId, reason: 'An old total' })
    expect(given).toMatchObject({
      state: 'returning',
      refunds: [{ amountMinor: 50_500, reason: 'An old total' }],
    })
    expect(await refusalOf(alma.payments.giveBack({ paymentId, reason: 'Again' }))).toMatchObject({
      code: 'NOTHING_TO_GIVE_BACK',
    })
    await untilRefund(given.refunds[0]?.id ?? '', 'done')
    expect(await alma.payments.get({ paymentId })).toMatchObject({ state: 'returned', refundedMinor: 50_500 })
    const entry = await world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject', '=', paymentId)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({
      action: 'payment.give_back',
      staff_id: world.staff.alma,
      store_id: world.stores.berlin,
    })
    const settled = await paid()
    expect(
      await refusalOf(alma.payments.giveBack({ paymentId: settled.paymentId, reason: 'x' })),
    ).toMatchObject({ code: 'NOTHING_TO_GIVE_BACK' })
  })

  test('PAY-5: a refund that failed is listed and tried again once, as a new one', async () => {
    const alma = await world.as('alma')
    world.acquirer.switches.set({ refunds: 'refused' })
    const { paymentId } = await paid()
    const refundId = await refund(paymentId, 20_000)
    await untilRefund(refundId, 'failed')
    const { items } = await alma.payments.failedRefunds({})
    expect(items.map(one => one.id)).toContain(refundId)
    world.acquirer.switches.set({ refunds: 'done' })
    const tries = await Promise.all(
      [1, 2, 3].map(() => alma.payments.retryRefund({ refundId }).catch(error => error)),
    )
    expect(tries.filter(one => one.code === 'NOT_FAILED')).toHaveLength(2)
    const again = tries.find(one => one.id)
    await untilRefund(again.id, 'done')
    expect((await paymentOf(paymentId)).refunded_minor).toBe(20_000)
    expect((await alma.payments.failedRefunds({})).items.map(one => one.id)).not.toContain(refundId)
    expect(await refusalOf(alma.payments.retryRefund({ refundId: again.id }))).toMatchObject({
      code: 'NOT_FAILED',
    })
  })

  test('PAY-3: lists go by key, and show what waits too long', async () => {
    const alma = await world.as('alma')
    for (let made = 0; made < 5; made++) await aPayment(world, { problem: 'late' })
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await alma.payments.list({ show: 'problem', limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(one => one.id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    const all = await world.db
      .selectFrom('payments')
      .select('id')
      .where('problem', 'is not', null)
      .orderBy('paid_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    expect(seen).toEqual(all.map(one => one.id))
    world.acquirer.switches.set({ refunds: 'silent' })
    const { paymentId } = await paid()
    const refundId = await refund(paymentId, 100)
    await untilRefund(refundId, 'sent')
    await world.db
      .updateTable('refunds')
      .set({ sent_at: new Date(Date.now() - 5 * 86_400_000) })
      .where('id', '=', refundId)
      .execute()
    expect((await alma.payments.stuck({})).items).toMatchObject([{ kind: 'refund', id: refundId }])
    expect(await (await fetch(`${world.url}/metrics`)).text()).toContain(
      'rapport_payments_stuck{kind="refund"} 1',
    )
  })
})
