import hmac from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atProvider, aWant, talkOf, untilLink } from '../test/pay-scene.ts'
import { createWorld, merchant, newId, type World } from '../test/world.ts'
import { type OnNotification, runPayments, wantLink } from './domains/payments/index.ts'

let world: World
/** What the room above does with notifications; replaced by a test. */
let onNotification: OnNotification
let jobs: ReturnType<typeof runPayments>[]
beforeAll(async () => {
  world = await createWorld({ payments: false })
  jobs = [1, 2, 3].map(() =>
    runPayments(talkOf(world).talk, { onNotification: (ctx, told) => onNotification(ctx, told) }),
  )
})
beforeEach(() => {
  onNotification = async () => ({ done: 'heard' })
  world.acquirer.switches.clear()
  world.acquirer.switches.set({ delayMs: 0 })
})
afterAll(async () => {
  await Promise.all(jobs.map(job => job.stop()))
  await world.close()
})

type Item = ReturnType<typeof anItem>
const anItem = (more: object = {}) => ({
  pspReference: newId().slice(0, 16).toUpperCase(),
  originalReference: '',
  merchantAccountCode: merchant.merchantAccount,
  merchantReference: `${newId()}-1`,
  amount: { value: 50_500, currency: 'EUR' },
  eventCode: 'AUTHORISATION',
  eventDate: '2026-11-22T13:42:40+01:00',
  success: 'true',
  paymentMethod: 'visa',
  reason: '123456:1111:03/2030',
  additionalData: {} as Record<string, string>,
  ...more,
})
/** Signed with the provider's own library, not with the simulator's hands. */
function signed(item: Item, key: string = merchant.hmacKey): Item {
  const hmacSignature = new hmac.default().calculateHmac(item as never, key)
  return { ...item, additionalData: { ...item.additionalData, hmacSignature } }
}
const post = (items: Item[], more: { live?: string; headers?: Record<string, string>; url?: string } = {}) =>
  fetch(`${more.url ?? world.url}/hooks/adyen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more.headers },
    body: JSON.stringify({
      live: more.live ?? 'false',
      notificationItems: items.map(item => ({ NotificationRequestItem: item })),
    }),
  })
const kept = (item: Item) =>
  world.db
    .selectFrom('payment_notifications')
    .selectAll()
    .where('psp_reference', '=', item.pspReference)
    .orderBy('id')
    .execute()
const untilHandled = (item: Item) =>
  world.until('it is worked off', async () => {
    const rows = await kept(item)
    return rows.length > 0 && rows.every(row => row.handled_at) && rows
  })

describe('a notification', () => {
  test('PAY-2: is stored and then answered as the provider wants it', async () => {
    let heard: unknown
    onNotification = async (_ctx, told) => {
      heard = told
      return { done: 'heard' }
    }
    const item = signed(
      anItem({
        additionalData: { cardSummary: '2291', paymentLinkId: 'PL1', shopperEmail: 'priya@example.com' },
      }),
    )
    const answer = await post([item])
    expect([answer.status, await answer.text()]).toEqual([200, '[accepted]'])
    const [row] = await untilHandled(item)
    expect(row).toMatchObject({
      kind: 'authorisation',
      success: true,
      amount_minor: 50_500,
      merchant_reference: item.merchantReference,
      original_reference: null,
      event_at: new Date('2026-11-22T12:42:40Z'),
      outcome: 'heard',
    })
    // Nothing of a person, no card's expiry, and its digits only until they stand with the payment.
    expect(row?.payload).toEqual({ method: 'visa', providerLinkId: 'PL1', reason: null })
    expect(heard).toMatchObject({
      details: { method: 'visa', methodDetail: '2291', providerLinkId: 'PL1', reason: null },
    })
  })

  test.each([
    ['nothing', (item: Item) => item],
    ['an empty signature', (item: Item) => ({ ...item, additionalData: { hmacSignature: '' } })],
    ['another key', (item: Item) => signed(item, 'ab'.repeat(32))],
    ['another amount', (item: Item) => ({ ...signed(item), amount: { value: 1, currency: 'EUR' } })],
    ['another reference', (item: Item) => ({ ...signed(item), merchantReference: 'mine' })],
    [
      'another success',
      (item: Item) => ({ ...signed(anItem({ ...item, success: 'false' })), success: 'true' }),
    ],
  ])('PAY-2: signed with %s is refused with 401 and not stored', async (_what, spoil) => {
    const item = spoil(anItem())
    expect((await post([item])).status).toBe(401)
    expect(await kept(item)).toEqual([])
  })

  test('PAY-2: in one delivery with another that is not signed is stored, and both are asked for again', async () => {
    const good = signed(anItem())
    const bad = anItem()
    expect((await post([bad, good])).status).toBe(401)
    expect(await kept(good)).toHaveLength(1)
    expect(await kept(bad)).toEqual([])
    expect(await (await fetch(`${world.url}/metrics`)).text()).toMatch(
      /rapport_payment_notifications_refused_total\{why="signature"\} [1-9]/,
    )
  })

  test('PAY-2: of the wrong environment or another account is taken and dropped, for it must not hold up ours', async () => {
    const live = signed(anItem())
    expect((await post([live], { live: 'true' })).status).toBe(200)
    const other = signed(anItem({ merchantAccountCode: 'Another' }))
    expect((await post([other])).status).toBe(200)
    expect([...(await kept(live)), ...(await kept(other))]).toEqual([])
  })

  test.each(['{}', '{"notificationItems":[]}', '[]', 'null'])(
    'PAY-2: that is none (%s) is refused',
    async body => {
      const answer = await fetch(`${world.url}/hooks/adyen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(answer.status).toBe(400)
    },
  )

  test('PAY-2: a hundred times at once is one, and its effect happens once', async () => {
    const item = signed(anItem())
    let heard = 0
    onNotification = async (ctx, told) => {
      if (told.pspReference === item.pspReference) heard++
      await sql`insert into payments (id, kind, reference, currency, amount_minor, state, problem, paid_at)
        values (${newId()}, 'link', ${told.pspReference}, 'EUR', 1, 'kept', 'unknown', ${told.eventAt})`.execute(
        ctx.tx,
      )
      return { done: 'kept' }
    }
    const answers = await Promise.all(Array.from({ length: 100 }, () => post([item])))
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]))
    const rows = await untilHandled(item)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.deliveries).toBe(100)
    expect(heard).toBe(1)
    const payments = await world.db
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', item.pspReference)
      .execute()
    expect(payments).toHaveLength(1)
  })

  test('PAY-2: told again with other details keeps the latest, and is not worked off again', async () => {
    const item = signed(anItem())
    await post([item])
    await untilHandled(item)
    let again = false
    onNotification = async () => {
      again = true
      return { done: 'again' }
    }
    await post([signed({ ...item, paymentMethod: 'mc', eventDate: '2026-11-22T14:00:00+01:00' })])
    const [row] = await kept(item)
    expect(row).toMatchObject({ deliveries: 2, outcome: 'heard', payload: { method: 'mc' } })
    expect(again).toBe(false)
  })

  test('PAY-2: that failed and then went well is two, and both are heard', async () => {
    const item = anItem()
    await post([signed({ ...item, success: 'false' })])
    await post([signed(item)])
    await world.until('both', async () => (await untilHandled(item)).length === 2)
  })
})

describe('worked off', () => {
  test('PAY-2: what is not known yet is asked again, with what it waits for written down', async () => {
    const refund = signed(anItem({ eventCode: 'REFUND', originalReference: 'PAYMENT' }))
    const payment = signed(anItem({ pspReference: 'PAYMENT' }))
    const known = new Set<string>()
    onNotification = async (_ctx, told) => {
      if (told.kind === 'refund' && !known.has(told.originalReference ?? ''))
        return { later: 'its payment is unknown' }
      known.add(told.pspReference)
      return { done: 'known' }
    }
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
    onNotification = async (ctx, told) => {
      if (told.pspReference !== item.pspReference) return { done: 'other' }
      times++
      await sql`insert into payments (id, kind, reference, currency, amount_minor, state, problem, paid_at)
        values (${newId()}, 'link', ${told.pspReference}, 'EUR', 1, 'kept', 'unknown', ${told.eventAt})`.execute(
        ctx.tx,
      )
      if (times < 3) throw new Error('The shelf is gone.')
      return { done: 'kept' }
    }
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
    onNotification = async ctx => {
      most = Math.max(most, ++inside)
      await sql`select pg_sleep(0.005)`.execute(ctx.tx)
      inside--
      return { done: 'one by one' }
    }
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
