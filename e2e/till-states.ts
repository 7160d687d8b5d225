import { randomInt, randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { hat, hatCosts } from './felt-hat.ts'
import type { Scene } from './scene.ts'
import { blazer, filledCart } from './shared-cart.ts'

/** Someone whom Maya has just met and who has written to her, with a blazer in the cart. */
async function someone(scene: Scene, kind: 'remote' | 'sale' = 'remote') {
  const maya = await scene.colleague('maya')
  const phone = `+4917138${randomInt(100_000, 999_999)}`
  const lastName = `Lind ${randomInt(1000, 9999)}`
  const talk = await maya.hasWritten(scene.carrier, { firstName: 'Ada', lastName, phone })
  const customerId = await maya.customerId(`Ada ${lastName}`)
  const cart = await filledCart(maya, customerId, [blazer], kind)
  return { maya, talk, ...cart }
}

/** On the provider's page, as the customer's own phone would. */
async function pays(page: Page, pageUrl: string) {
  const theirs = await page.context().newPage()
  await theirs.goto(new URL(pageUrl, page.url()).pathname)
  await theirs.getByRole('button', { name: /^Pay € / }).click()
  await theirs.getByRole('button', { name: 'Pay', exact: true }).click({ timeout: 20_000 })
  await expect(theirs.getByRole('link', { name: 'Continue' })).toBeVisible()
  await theirs.close()
}

/** What was shared cannot be paid, and the conversation says so. */
export async function linkFailed(scene: Scene) {
  const { page, carrier } = scene
  const { talk, share } = await someone(scene)
  await carrier.paymentFaults({ answer: 'refused' })
  try {
    await share()
    await page.goto(`/app/chat/${talk}`)
    await expect(page.getByText('The payment link could not be made.')).toBeVisible({ timeout: 20_000 })
  } finally {
    await carrier.paymentFaults({ answer: 'normal' })
  }
}

/** The price has changed since it was put into the cart. */
export async function newPrice(scene: Scene) {
  const hanna = await scene.colleague('hanna')
  await hatCosts(hanna, 80)
  const { maya, customerId } = await someone(scene)
  await filledCart(maya, customerId, [hat])
  await hatCosts(hanna, 90)
  await scene.page.goto(`/app/customers/${customerId}/cart`)
  await expect(scene.page.getByText('The price has changed', { exact: false })).toBeVisible()
}

/** The code on the screen has been read, and what it leads to is paid. */
export async function paidByCode(scene: Scene) {
  const { page } = scene
  const { maya, id, customerId } = await someone(scene, 'sale')
  await page.goto(`/app/customers/${customerId}/cart`)
  await page.getByRole('button', { name: 'Ada pays by phone' }).click()
  await expect(page.getByRole('img', { name: /^Code of the page/ })).toBeVisible()
  const { pageUrl } = await maya.get<{ pageUrl: string }>(`/carts/${id}`)
  await pays(page, pageUrl)
  await expect(page.getByRole('dialog').getByText('Paid', { exact: true })).toBeVisible({ timeout: 20_000 })
}

/** Money that was on its way back has come to nothing. */
export async function refundFailed(scene: Scene) {
  const { page, carrier } = scene
  const { share, customerId, storeId } = await someone(scene)
  const { pageUrl } = await share()
  const clara = await scene.colleague('clara')
  await pays(page, pageUrl)
  const orderId = await orderOf(clara, `/stores/${storeId}/customers/${customerId}/orders`)
  await carrier.paymentFaults({ refunds: 'fail-later' })
  try {
    await clara.post(`/orders/${orderId}/refunds`, {
      clientId: randomUUID(),
      what: { kind: 'all' },
      reason: 'Zurückgebracht',
      restock: false,
    })
    await page.goto(`/app/customers/${customerId}/orders/${orderId}`)
    await expect(page.getByText(/fehlgeschlagen|failed/).first()).toBeVisible({ timeout: 20_000 })
  } finally {
    await carrier.paymentFaults({ refunds: 'done' })
  }
}

async function orderOf(clara: Awaited<ReturnType<Scene['colleague']>>, path: string): Promise<string> {
  let id: string | undefined
  await expect(async () => {
    id = (await clara.get<{ items: { id: string }[] }>(path)).items[0]?.id
    expect(id).toBeDefined()
  }).toPass()
  return id ?? ''
}
