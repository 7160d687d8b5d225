import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { hashPin } from '../staff/index.ts'
import { aCart, historyOf } from './scene.ts'

const pin = '4719'
let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  for (const name of ['vera', 'alma', 'theo'] as const)
    await world.db
      .updateTable('staff')
      .set({ pin_hash: await hashPin(pin) })
      .where('id', '=', world.staff[name])
      .execute()
})
afterAll(() => world.close())

const percent = (value: number) => ({ kind: 'percent' as const, value, reason: 'A loose thread' })
const amount = (value: number) => ({ kind: 'amount' as const, value, reason: 'A loose thread' })
const by = (name: 'vera' | 'alma' | 'theo', with_ = pin) => ({ staffId: world.staff[name], pin: with_ })
const allow = (limits: Record<string, number | null>) =>
  Promise.all(
    Object.entries(limits).map(([name, discount_limit_bp]) =>
      world.db.updateTable('roles').set({ discount_limit_bp }).where('name', '=', name).execute(),
    ),
  )
beforeAll(() => allow({ associate: 1000, manager: 3000, admin: null }))

async function aFullCart() {
  const one = await aCart(world)
  await one.add({ priceMinor: 10_000 })
  const cart = await one.add({ priceMinor: 5000 })
  const [coat = '', scarf = ''] = cart.items.map(item => item.id)
  const give = (
    itemId: string | null,
    discount: ReturnType<typeof percent> | ReturnType<typeof amount> | null,
    more = {},
  ) => one.api.carts.setDiscount({ cartId: one.cartId, itemId, discount, ...more })
  return { ...one, coat, scarf, give }
}

describe('a discount', () => {
  test('CRT-4: of more than everything is refused', async () => {
    const { give } = await aFullCart()
    expect(await refusalOf(give(null, percent(10_001)))).toMatchObject({ status: 400 })
    expect((await give(null, percent(10_000), { approval: by('alma') })).totals.totalMinor).toBe(0)
  })

  test('CRT-4: is on an item or the cart, an amount or a percentage, with its reason; one of each', async () => {
    const { coat, give } = await aFullCart()
    await give(coat, percent(500))
    await give(coat, amount(800))
    const cart = await give(null, percent(100))
    expect(cart.discounts).toMatchObject([
      {
        itemId: coat,
        kind: 'amount',
        value: 800,
        amountMinor: 800,
        reason: 'A loose thread',
        approvedBy: null,
      },
      { itemId: null, kind: 'percent', value: 100, amountMinor: 142 },
    ])
    expect(cart.discounts[0]?.givenBy?.firstName).toBe('Maya')
    expect(cart.items.map(item => [item.discountMinor, item.cartDiscountMinor, item.totalMinor])).toEqual([
      [800, 92, 9108],
      [0, 50, 4950],
    ])
    expect(cart.totals).toMatchObject({ grossMinor: 15_000, discountMinor: 942, totalMinor: 14_058 })
    expect((await give(coat, null)).totals.discountMinor).toBe(150)
  })

  test('CRT-4: is written down without its reason', async () => {
    const { cartId, coat, give } = await aFullCart()
    await give(coat, percent(700))
    const entry = await world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject', '=', cartId)
      .where('action', '=', 'cart.discount')
      .executeTakeFirstOrThrow()
    expect(entry.after).toEqual({ itemId: coat, kind: 'percent', value: 700 })
    expect(await historyOf(world, cartId)).toContain('discount_set')
  })

  test('CRT-4: above the limit of the role it changes nothing, until a manager approves on the spot', async () => {
    const { api, cartId, coat, give, get } = await aFullCart()
    expect(await refusalOf(give(coat, percent(2500)))).toMatchObject({ code: 'APPROVAL_NEEDED', status: 409 })
    expect((await get()).discounts).toEqual([])
    const cart = await give(coat, percent(2500), { approval: by('vera') })
    expect(cart.discounts).toMatchObject([{ value: 2500, amountMinor: 2500 }])
    expect(cart.discounts[0]?.approvedBy?.firstName).toBe('Vera')
    expect(cart.missing).toEqual([])
    await api.carts.share({ cartId, version: cart.version })
    expect(await historyOf(world, cartId)).toContain('discounts_approved')
  })

  test('CRT-4: own and the cart’s together count against the limit, line by line', async () => {
    const { coat, give } = await aFullCart()
    await give(coat, percent(800))
    expect(await refusalOf(give(null, percent(500)))).toMatchObject({ code: 'APPROVAL_NEEDED' })
    await give(coat, null)
    expect((await give(null, percent(1000))).missing).not.toContain('approval')
  })

  test('CRT-4: who approves goes as far as their own limit', async () => {
    const { coat, give } = await aFullCart()
    expect(await refusalOf(give(coat, percent(5000), { approval: by('vera') }))).toMatchObject({
      code: 'APPROVAL_REFUSED',
    })
    const cart = await give(coat, percent(5000), { approval: by('alma') })
    expect(cart.discounts[0]?.approvedBy?.firstName).toBe('Alma')
  })

  test('ACC-3: a wrong PIN, and a colleague who may not approve, are refused and change nothing; wrong PINs are counted', async () => {
    const { coat, give, get } = await aFullCart()
    const failures = () =>
      world.db
        .selectFrom('staff')
        .select('pin_failures')
        .where('id', '=', world.staff.vera)
        .executeTakeFirstOrThrow()
    const before = (await failures()).pin_failures
    expect(await refusalOf(give(coat, percent(2000), { approval: by('vera', '9999') }))).toMatchObject({
      code: 'APPROVAL_REFUSED',
      status: 403,
    })
    expect((await failures()).pin_failures).toBe(before + 1)
    expect(await refusalOf(give(coat, percent(2000), { approval: by('theo') }))).toMatchObject({
      code: 'APPROVAL_REFUSED',
    })
    expect((await get()).discounts).toEqual([])
    await give(coat, percent(2000), { approval: by('vera') })
  })

  test('CRT-4: an approval covers what it was given for, never more, and less without asking', async () => {
    const { coat, scarf, give } = await aFullCart()
    await give(coat, percent(2500), { approval: by('vera') })
    expect(await refusalOf(give(coat, percent(2501)))).toMatchObject({ code: 'APPROVAL_NEEDED' })
    expect(await refusalOf(give(scarf, percent(2500)))).toMatchObject({ code: 'APPROVAL_NEEDED' })
    await give(coat, percent(2000))
    expect(await refusalOf(give(coat, percent(2500)))).toMatchObject({ code: 'APPROVAL_NEEDED' })
    await give(coat, null)
    expect(await refusalOf(give(coat, percent(2000)))).toMatchObject({ code: 'APPROVAL_NEEDED' })
  })

  test('CRT-4: what a change of the cart makes larger than approved is approved again before it is shared', async () => {
    const { api, cartId, coat, scarf, give } = await aFullCart()
    await give(null, amount(1500))
    const less = await api.carts.removeItem({ cartId, itemId: coat })
    expect(less.missing).toEqual(['approval'])
    expect(await refusalOf(api.carts.share({ cartId, version: less.version }))).toMatchObject({
      code: 'APPROVAL_NEEDED',
    })
    const wrong = api.carts.approve({ cartId, version: less.version - 1, approval: by('vera') })
    expect(await refusalOf(wrong)).toMatchObject({ code: 'CART_MOVED_ON' })
    const approved = await api.carts.approve({ cartId, version: less.version, approval: by('vera') })
    expect(approved).toMatchObject({ missing: [], version: less.version })
    expect(approved.discounts[0]?.approvedBy?.firstName).toBe('Vera')
    await api.carts.share({ cartId, version: less.version })
    expect((await api.carts.changeItem({ cartId, itemId: scarf, quantity: 2 })).missing).toEqual([])
  })

  test('CRT-4: what a manager gave needs no approval when an associate shares it', async () => {
    const { cartId, coat, api } = await aFullCart()
    const vera = await world.as('vera')
    const { version } = await vera.carts.setDiscount({ cartId, itemId: coat, discount: percent(2900) })
    await api.carts.share({ cartId, version })
  })
})
