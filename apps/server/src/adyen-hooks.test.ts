import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anItem, type Item, type Notified, openNotified, signed } from '../test/notification-scene.ts'
import { newId, type World } from '../test/world.ts'

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

describe('a notification', () => {
  test('PAY-2: is stored and then answered as the provider wants it', async () => {
    let heard: unknown
    at.whenTold(async (_ctx, told) => {
      heard = told
      return { done: 'heard' }
    })
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
    at.whenTold(async (ctx, told) => {
      if (told.pspReference === item.pspReference) heard++
      await sql`insert into payments (id, kind, reference, currency, amount_minor, state, problem, paid_at)
        values (${newId()}, 'link', ${told.pspReference}, 'EUR', 1, 'kept', 'unknown', ${told.eventAt})`.execute(
        ctx.tx,
      )
      return { done: 'kept' }
    })
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
    at.whenTold(async () => {
      again = true
      return { done: 'again' }
    })
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
