import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Colleague } from './people.ts'
import { about, inStore, type Scene, type Show } from './scene.ts'
import { blazer, type Goods, trousers, variantOf } from './shared-cart.ts'
import { linkFailed, newPrice, paidByCode, refundFailed } from './till-states.ts'

const both = [blazer, trousers]
const bag: Goods = { name: 'Saddle bag', fulfilment: 'in_store' }
const home = { name: null, line1: 'Goethestraße 14', postalCode: '10623', city: 'Berlin', country: 'DE' }

type Cart = {
  id: string
  version: number
  kind: string
  items: { id: string }[]
  totals: { totalMinor: number }
}

/** A demo customer's cart with these things in it; the same again when the screen is shown again. */
async function filled(maya: Colleague, name: string, goods: readonly Goods[], kind = 'remote') {
  const storeId = await maya.storeId()
  const customerId = await maya.customerId(name)
  const path = `/stores/${storeId}/customers/${customerId}/cart`
  const cart = await maya.post<Cart>(path, { kind })
  if (cart.items.length > 0) return cart
  for (const one of goods)
    await maya.post(`/carts/${cart.id}/items`, {
      clientId: randomUUID(),
      variantId: await variantOf(maya, storeId, one),
      fulfilment: one.fulfilment,
    })
  return maya.get<Cart>(`/carts/${cart.id}`)
}

const cartOf =
  (name: string, goods: readonly Goods[], then?: Show, kind?: string): Show =>
  async scene => {
    await filled(await scene.colleague('maya'), name, goods, kind)
    await about(name, '/cart')(scene)
    await expect(scene.page.getByRole('list', { name: 'What is in the cart' })).toBeVisible()
    await then?.(scene)
  }

const pressing =
  (...names: (string | RegExp)[]): Show =>
  async ({ page }) => {
    for (const name of names) await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }

/** More of it than there is. */
const tooMany: Show = async ({ page }) => {
  const few = page.getByText(/left here|Sold out here/)
  if (!(await few.isVisible()))
    for (let tap = 0; tap < 12; tap++) await page.getByRole('button', { name: 'One more' }).first().click()
  await expect(few).toBeVisible()
}

const asking: Show = async scene => {
  const { page } = scene
  await pressing(/^Discount on the cart/)(scene)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Percent off').fill('20')
  await sheet.getByRole('button', { name: 'Birthday' }).click()
  await expect(sheet.getByText('Above your limit', { exact: false })).toBeVisible()
}

const approving: Show = async scene => {
  await asking(scene)
  await scene.page.getByRole('button', { name: 'Ask a manager' }).click()
  await expect(scene.page.getByText('Clara, your PIN please.')).toBeVisible()
  await scene.page.keyboard.type('13')
}

const shipped: Show = async scene => {
  const { page } = scene
  const maya = await scene.colleague('maya')
  const cart = await filled(maya, 'Inès Laurent', both)
  await maya.put(`/carts/${cart.id}/delivery`, { address: home, shippingRateId: null })
  await pressing(/^Delivery/)(scene)
  await expect(page.getByText('Standard', { exact: true })).toBeVisible()
}

const paidHere: Show = async scene => {
  const maya = await scene.colleague('maya')
  const name = 'Lukas Brandt'
  const path = `/stores/${await maya.storeId()}/customers/${await maya.customerId(name)}/orders`
  const orders = () => maya.get<{ items: { id: string; number: string }[] }>(path)
  const made = (list: Awaited<ReturnType<typeof orders>>) =>
    list.items.find(each => /^A-\d+$/.test(each.number))
  let order = made(await orders())
  if (!order) {
    const cart = await filled(maya, name, [bag], 'sale')
    await maya.post(`/carts/${cart.id}/take-payment`, {
      version: cart.version,
      method: 'terminal',
      reference: 'TR-20931',
      amountMinor: cart.totals.totalMinor,
    })
    order = made(await orders())
  }
  await about(name, `/orders/${order?.id}`)(scene)
  await expect(scene.page.getByText('TR-20931', { exact: false })).toBeVisible()
}

const refunding: Show = async (scene: Scene) => {
  await paidHere(scene)
  await scene.page.getByRole('button', { name: 'Geld zurückgeben' }).click()
  await scene.page.getByRole('dialog').getByRole('radio', { name: 'Einzelne' }).check()
}

/** What an associate sees of selling. */
export const tillScreens = [
  { name: 'cart-empty', who: 'maya', show: about('Nadia Benali', '/cart') },
  { name: 'cart', who: 'maya', show: cartOf('Inès Laurent', both) },
  { name: 'cart-item', who: 'maya', show: cartOf('Inès Laurent', both, pressing(/size, discount, remove/)) },
  { name: 'cart-discount', who: 'maya', show: cartOf('Inès Laurent', both, asking) },
  { name: 'cart-approval', who: 'maya', show: cartOf('Inès Laurent', both, approving) },
  { name: 'cart-delivery', who: 'maya', show: cartOf('Inès Laurent', both, shipped) },
  { name: 'cart-problem', who: 'maya', show: cartOf('Jonas Weber', [bag, trousers], tooMany) },
  { name: 'cart-history', who: 'maya', show: cartOf('Inès Laurent', both, pressing(/^History of the cart/)) },
  { name: 'conversation-link-failed', who: 'maya', show: linkFailed },
  { name: 'cart-new-price', who: 'maya', show: newPrice },
  { name: 'cart-no-consent', who: 'maya', show: cartOf('Zoe Thiele', [blazer]) },
  { name: 'sale', who: 'maya', show: cartOf('Sofia Marchetti', [blazer], undefined, 'sale') },
  {
    name: 'sale-till',
    who: 'maya',
    show: cartOf('Sofia Marchetti', [blazer], pressing(/^Take payment/), 'sale'),
  },
  {
    name: 'sale-code',
    who: 'maya',
    show: cartOf('Sofia Marchetti', [blazer], pressing(/pays by phone/), 'sale'),
  },
  { name: 'sale-code-paid', who: 'maya', show: paidByCode },
  { name: 'order-paid', who: 'maya', show: paidHere },
  { name: 'order-refund-failed', who: 'clara', show: inStore('Berlin Mitte', refundFailed) },
  { name: 'order-refund', who: 'clara', show: inStore('Berlin Mitte', refunding) },
  { name: 'carts', who: 'maya', show: cartsOpen },
  { name: 'carts-none', who: 'maya', show: ({ page }: Scene) => page.goto('/app/carts?state=expired') },
] as const

async function cartsOpen(scene: Scene) {
  await filled(await scene.colleague('maya'), 'Inès Laurent', both)
  await scene.page.goto('/app/carts?state=open')
}
