import { openHouse, workingHours } from './house.ts'
import { Colleague } from './people.ts'
import { Carrier } from './phone.ts'
import { filledCart } from './shared-cart.ts'
import { Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

test('CRT-1 CRT-7 CRT-8 CRT-9: a cart lapses at midnight on both sides, and is quoted again with one tap', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  // Time passes for everyone in a house, so this walk has one to itself.
  const house = await openHouse({ at: workingHours() })
  const context = await browser.newContext({ baseURL: house.url, ...phoneSize })
  const hers = await browser.newContext({ baseURL: house.url, ...phoneSize })
  try {
    const carrier = new Carrier(house.phoneUrl)
    const maya = new Colleague(context.request, house.url)
    await maya.signIn('maya')
    const phone = '+491605550751'
    const talk = await maya.hasWritten(carrier, { firstName: 'Onna', lastName: 'Till', phone })
    const customerId = await maya.customerId('Onna Till')
    const { share } = await filledCart(maya, customerId, [
      { name: 'Silk tie', fulfilment: 'in_store' },
      { name: 'Silk scarf', fulfilment: 'in_store' },
    ])
    const { pageUrl } = await share()
    const customer = await hers.newPage()
    await customer.goto(new URL(pageUrl).pathname)
    await expect(customer.getByRole('button', { name: /^Pay € / })).toBeVisible()

    await carrier.moveClock(1)
    await customer.reload()
    await expect(customer.getByRole('heading', { level: 1 })).toHaveText('This selection has expired')
    await expect(customer.getByRole('button', { name: /^Pay/ })).toHaveCount(0)

    const page = await context.newPage()
    const till = new Till(page)
    await page.goto('/app/carts?state=expired')
    const lapsed = page.getByRole('listitem').filter({ hasText: 'Onna Till' })
    // The clockwork closes it, once a minute.
    await expect(async () => {
      await page.reload()
      await expect(lapsed).toContainText('2 items', { timeout: 2000 })
    }).toPass({ timeout: 90_000 })
    await lapsed.getByRole('button', { name: 'Quote again' }).dblclick()
    await expect(page.getByRole('heading', { name: 'Cart for Onna' })).toBeVisible()
    await expect(till.items).toHaveCount(2)
    await page.getByRole('button', { name: /^History of the cart/ }).click()
    await expect(till.sheet.getByText('Quoted again from a lapsed cart')).toHaveCount(1)
    await page.goto(`/app/chat/${talk}`)
    await expect(page.getByRole('log')).toContainText(/cart.*midnight|lapsed|expired/i)
    await expect(page.getByRole('link', { name: /^Cart, 2 items/ })).toBeVisible()
    // Her link leads to what has expired: the new one is shared with her when Maya says so.
    await customer.reload()
    await expect(customer.getByRole('heading', { level: 1 })).toHaveText('This selection has expired')
  } finally {
    await context.close()
    await hers.close()
    await house.close()
  }
})
