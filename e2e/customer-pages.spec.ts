import { blazer, cartFor, trousers } from './shared-cart.ts'
import { expect, phoneSize, test } from './walk.ts'

const customer = { ...phoneSize, javaScriptEnabled: false }

test('CRT-6 CRT-7 CRT-9 PAY-2: a customer without script chooses, sees what changed, pays, and has the receipt', async ({
  colleague,
  stranger,
}) => {
  test.setTimeout(120_000)
  const maya = await colleague('maya')
  const cart = await cartFor(maya, 'Nora', [blazer, trousers])
  const page = await stranger(cart.path, customer)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maya put this together for you, Nora')
  await expect(page.getByText('Pick up in Berlin Mitte')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0)

  // Where it goes: what is wrong stands beside it, and what was typed stays.
  await page.getByRole('link', { name: 'Choose address and delivery' }).click()
  await page.getByLabel('Name').fill('Nora Lind')
  await page.getByLabel('Street and number').fill('Goethestraße 14')
  await page.getByLabel('Postcode').fill('10623')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Please fill this in.')).toBeVisible()
  await expect(page.getByLabel('Street and number')).toHaveValue('Goethestraße 14')
  await page.getByLabel('Town or city').fill('Berlin')
  await page.getByRole('button', { name: 'Continue' }).click()
  const option = page.getByRole('radio').first()
  const address = page.getByText('Delivery to Goethestraße 14')
  await expect(option.or(address)).toBeVisible()
  if (await option.isVisible()) {
    await option.check()
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await expect(address).toBeVisible()
  await expect(page.getByRole('button', { name: /^Pay € / })).toBeVisible()

  // Maya adds something; the line tells it by itself, and the page shows what.
  await cart.add({ name: 'Silk scarf', fulfilment: 'in_store' })
  await cart.share()
  const line = page.frameLocator('iframe')
  const news = line.getByRole('link', { name: 'See what is new' })
  await expect(news).toBeVisible({ timeout: 30_000 })
  await news.click()
  await expect(page.getByRole('heading', { name: 'What is new' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What is new' })).toContainText('Silk scarf')
  await expect(page.getByRole('region', { name: 'What is new' })).toContainText(/Total.*→/s)

  // Pay leads to the provider's page; coming back waits for its word.
  await page.getByRole('button', { name: /^Pay € / }).click()
  await page.getByRole('button', { name: 'Pay', exact: true }).click({ timeout: 20_000 })
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, Nora' })).toBeVisible({ timeout: 30_000 })
  expect(new URL(page.url()).pathname).toBe(cart.path)
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText(/Order A-\d+/)
  const pdf = await page.getByRole('link', { name: /as PDF$/ }).getAttribute('href')
  const file = await page.request.get(pdf ?? '')
  expect(file.headers()['content-type']).toBe('application/pdf')
})

test('CRT-7: an address cut short says so in the browser’s language', async ({ stranger }) => {
  const page = await stranger('/c/abcdefghijklmnopqrstuv', { ...customer, locale: 'pl-PL' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pod tym adresem niczego nie ma')
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl')
})
