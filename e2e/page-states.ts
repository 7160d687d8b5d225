import { expect } from '@playwright/test'
import type { Scene } from './scene.ts'
import type { cartFor } from './shared-cart.ts'

type Cart = Awaited<ReturnType<typeof cartFor>>

/** The customer has chosen where it goes. */
export async function delivered({ page }: Scene, { path }: Cart) {
  await page.goto(`${path}/delivery`)
  await page.getByLabel('Name').fill('Priya Raman')
  await page.getByLabel('Street and number').fill('Goethestraße 14')
  await page.getByLabel('Postcode').fill('10623')
  await page.getByLabel('Town or city').fill('Berlin')
  await page.getByRole('button', { name: 'Continue' }).click()
  const option = page.getByRole('radio').first()
  const pay = page.getByRole('button', { name: /^Pay/ })
  await expect(option.or(pay)).toBeVisible()
  if (await option.isVisible()) {
    await option.check()
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await expect(pay).toBeVisible()
}

/** A field was left empty, and what can be sent to the address is known. */
export async function asking({ page }: Scene, { path }: Cart) {
  await page.goto(`${path}/delivery`)
  await page.getByLabel('Street and number').fill('Goethestraße 14')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Please fill this in.').first()).toBeVisible()
}

/** Maya has added something, and the customer looks at what is new. */
export async function changed({ page }: Scene, cart: Cart) {
  await cart.add({ name: 'Silk scarf', fulfilment: 'in_store' })
  const { version } = await cart.share()
  await page.goto(`${cart.path}?seen=${version - 1}`)
  await expect(page.getByRole('heading', { name: 'What is new' })).toBeVisible()
}

export async function updating({ page }: Scene, cart: Cart) {
  await cart.add({ name: 'Silk scarf', fulfilment: 'in_store' })
  await page.goto(cart.path)
}

export async function aside({ page, colleague }: Scene, { id, path }: Cart) {
  await (await colleague('maya')).post(`/carts/${id}/save`, {})
  await page.goto(path)
}

/** The page that waits for the provider's word, kept still: it would go on while one looks. */
export async function confirming({ page }: Scene, { path }: Cart) {
  await page.route(`**${path}?back=1`, async route => {
    const response = await route.fetch()
    const { refresh: _again, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  await page.goto(`${path}?back=1`)
}

/** Looked at after midnight. For that moment it is tomorrow for everyone in the house. */
export async function expired({ page, carrier }: Scene, { path }: Cart) {
  await carrier.moveClock(1)
  try {
    await page.goto(path)
    await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0)
  } finally {
    await carrier.moveClock(-1)
  }
}

/** Paid at the provider's page. */
export async function paid({ page, url }: Scene, { path }: Cart) {
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: /^Thank you/ })).toBeVisible({ timeout: 30_000 })
  await page.goto(url + path)
}
