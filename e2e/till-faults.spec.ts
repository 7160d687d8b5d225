import type { Page } from '@playwright/test'
import { hat, hatCosts } from './felt-hat.ts'
import { filledCart } from './shared-cart.ts'
import { Thread } from './thread.ts'
import { Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

/** There are many of them in every size, which no other walk takes: a cart keeps what is in it until midnight. */
const jumper = { name: 'Merino crew jumper', fulfilment: 'in_store' } as const

test.afterEach(async ({ carrier }) => {
  await carrier.paymentFaults({ answer: 'normal', refunds: 'done' })
})

test('CRT-6 PAY-1: a link that cannot be made is told where one is, and is tried again', async ({
  as,
  colleague,
  carrier,
  stranger,
}) => {
  const maya = await colleague('maya')
  const phone = '+491605550741'
  await maya.hasWritten(carrier, { firstName: 'Jette', lastName: 'Till', phone })
  const customerId = await maya.customerId('Jette Till')
  const { id } = await filledCart(maya, customerId, [jumper])
  await carrier.paymentFaults({ answer: 'refused' })
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  const thread = new Thread(page)
  await till.stands()
  await till.foot.getByRole('button', { name: 'Share with Jette' }).click()
  await expect(thread.field).toHaveValue(/\/c\//)
  await expect(page.getByText('The payment link could not be made.')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('link', { name: /^Cart, 1 item/ }).click()
  await expect(page.getByRole('alert')).toContainText('The payment link could not be made.')

  await carrier.paymentFaults({ answer: 'normal' })
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(thread.field).toHaveValue(/\/c\//)
  await expect(page.getByText('The payment link could not be made.')).toHaveCount(0)
  // The same version and the same words, once.
  expect((await thread.field.inputValue()).match(/\/c\//g)).toHaveLength(1)
  await expect(thread.log.getByText('Maya shared a cart', { exact: false })).toHaveCount(1)
  const { pageUrl } = await maya.get<{ pageUrl: string }>(`/carts/${id}`)
  const hers = await stranger(new URL(pageUrl).pathname, phoneSize)
  await hers.getByRole('button', { name: /^Pay € / }).click()
  await expect(hers.getByRole('button', { name: 'Pay', exact: true })).toBeVisible({ timeout: 20_000 })
})

test('PAY-5: a refund that fails later is told in the conversation and at the order, and is tried again', async ({
  as,
  colleague,
  carrier,
  stranger,
}) => {
  test.setTimeout(120_000)
  const maya = await colleague('maya')
  await maya.hasWritten(carrier, { firstName: 'Klaas', lastName: 'Till', phone: '+491605550742' })
  const customerId = await maya.customerId('Klaas Till')
  const { share } = await filledCart(maya, customerId, [jumper])
  const { pageUrl } = await share()
  const his = await stranger(new URL(pageUrl).pathname, phoneSize)
  await his.getByRole('button', { name: /^Pay € / }).click()
  await his.getByRole('button', { name: 'Pay', exact: true }).click({ timeout: 20_000 })
  await expect(his.getByRole('link', { name: 'Continue' })).toBeVisible()

  const clara = await as('clara', '/app/', { ...phoneSize, locale: 'de-DE' })
  await clara.getByRole('button', { name: /Berlin Mitte/ }).click()
  await clara.goto(`/app/customers/${customerId}/orders`)
  await clara.getByRole('list', { name: 'Käufe' }).getByRole('link').first().click()
  await carrier.paymentFaults({ refunds: 'fail-later' })
  await givesBack(clara)
  await expect(clara.getByText('Erstattung, fehlgeschlagen')).toHaveCount(1, { timeout: 20_000 })
  await expect(clara.getByText('Das Geld ist nicht angekommen.', { exact: false })).toBeVisible()
  await clara.getByRole('link', { name: 'Zur Unterhaltung' }).click()
  await expect(new Thread(clara).log).toContainText(/Die Erstattung von .* ist fehlgeschlagen/)
  await clara.goBack()

  await carrier.paymentFaults({ refunds: 'done' })
  await givesBack(clara)
  await expect(clara.getByText('Erstattung, zurückgegeben')).toHaveCount(1, { timeout: 20_000 })
  await expect(clara.getByRole('button', { name: 'Geld zurückgeben' })).toHaveCount(0)
  await clara.goto(`/app/customers/${customerId}/timeline`)
  await expect(clara.getByRole('link', { name: /^160\s€ erstattet/ })).toBeVisible()
})

/** All of an order, with a double tap on what cannot be undone. */
async function givesBack(page: Page) {
  const sheet = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Geld zurückgeben' }).click()
  await sheet.getByRole('button', { name: 'Zurückgebracht' }).click()
  await sheet.getByRole('button', { name: 'Geld zurückgeben' }).click()
  await sheet.getByRole('button', { name: /€ zurückgeben$/ }).dblclick()
  await expect(sheet).toHaveCount(0)
}

test('CRT-9: a price that has changed is told at the item, and taken with a tap', async ({
  as,
  colleague,
}) => {
  const [maya, hanna] = [await colleague('maya'), await colleague('hanna')]
  await hatCosts(hanna, 80)
  const { customerId } = await maya.meets({ firstName: 'Lies', lastName: 'Till', phone: '+491605550743' })
  await filledCart(maya, customerId, [hat], 'sale')
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  await till.stands()
  await till.comesTo('80.00')
  await hatCosts(hanna, 90)
  // The screen has not heard of it; whoever takes the money does.
  await till.foot.getByRole('button', { name: /^Take payment/ }).click()
  await till.sheet.getByLabel('Reference').fill('T-1')
  await till.sheet.getByRole('button', { name: /has been paid by card$/ }).click()
  await expect(till.item('Felt hat')).toContainText(/The price has changed: €.80 → €.90\./)
  await expect(till.foot).toContainText('One of the items needs a look.')
  await till.item('Felt hat').getByRole('button', { name: 'Take the new price' }).click()
  await till.comesTo('90.00')
  await expect(till.foot.getByText('One of the items needs a look.')).toHaveCount(0)
  await page.getByRole('button', { name: /^History of the cart/ }).click()
  await expect(till.sheet.getByText(/^Felt hat is now 1 × €.90, In store$/)).toBeVisible()
})

test('CRT-5 MSG-7: an answer that is lost while sharing is no second cart, nor are two taps', async ({
  as,
  colleague,
  carrier,
}) => {
  const maya = await colleague('maya')
  await maya.hasWritten(carrier, { firstName: 'Maje', lastName: 'Till', phone: '+491605550744' })
  const customerId = await maya.customerId('Maje Till')
  const { id } = await filledCart(maya, customerId, [jumper])
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  await till.stands()
  const share = till.foot.getByRole('button', { name: 'Share with Maje' })
  const path = new URL(page.url()).pathname
  // The server has done it; the line breaks before it can say so.
  await page.route('**/share', async route => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await share.click()
  await expect(page.getByText('No connection', { exact: false }).first()).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(path)
  await page.unroute('**/share')
  await expect(share).toBeEnabled()
  await share.dblclick()
  const thread = new Thread(page)
  await expect(thread.field).toHaveValue(/\/c\//)
  expect((await thread.field.inputValue()).match(/\/c\//g)).toHaveLength(1)
  await expect(thread.log.getByText('Maya shared a cart', { exact: false })).toHaveCount(1)
  const { items } = await maya.get<{ items: { what: string }[] }>(`/carts/${id}/history`)
  expect(items.filter(one => one.what === 'shared')).toHaveLength(1)
})
