import { swipeLeft } from './finger.ts'
import { filledCart } from './shared-cart.ts'
import { Thread } from './thread.ts'
import { Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

const tie = { name: 'Silk tie', fulfilment: 'in_store' } as const
const scarf = { name: 'Silk scarf', fulfilment: 'in_store' } as const

test('SAL-1 PAY-2: a code on the screen turns to «Paid» when the customer’s own phone has paid', async ({
  as,
  colleague,
  stranger,
}) => {
  const maya = await colleague('maya')
  const { customerId } = await maya.meets({ firstName: 'Odile', lastName: 'Till', phone: '+491605550731' })
  const { id } = await filledCart(maya, customerId, [tie], 'sale')
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  await till.stands()
  await till.foot.getByRole('button', { name: 'Odile pays by phone' }).click()
  await expect(till.sheet.getByRole('img', { name: 'Code of the page on which Odile pays' })).toBeVisible()
  await expect(till.sheet.getByText('Waiting for the payment.')).toBeVisible()

  const { pageUrl } = await maya.get<{ pageUrl: string }>(`/carts/${id}`)
  const hers = await stranger(new URL(pageUrl).pathname, phoneSize)
  await hers.getByRole('button', { name: /^Pay € / }).click()
  await hers.getByRole('button', { name: 'Pay', exact: true }).click({ timeout: 20_000 })
  await expect(till.sheet.getByText('Paid', { exact: true })).toBeVisible({ timeout: 20_000 })
  // Who looks at the sheet is told there, and nowhere else.
  await expect(page.getByText(/has paid €/)).toHaveCount(0)
  await till.sheet.getByRole('button', { name: 'See the order' }).click()
  await expect(page.getByText('Paid by link')).toBeVisible()

  // Who put it together, from the order as from the cart.
  await page.getByRole('button', { name: 'How the cart came about' }).click()
  await expect(till.sheet.getByText(/^Silk tie.* added$/)).toBeVisible()
  await expect(till.sheet.getByText(/^Shared: 1 item, €/)).toBeVisible()
  await expect(till.sheet.getByText(/^Maya · /).first()).toBeVisible()
  await page.goBack()
  await expect(till.sheet).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /^Order A-/ })).toBeVisible()
})

test('SAL-1 CRT-9: a sale becomes a remote cart and a sale again, and is paid in cash, once for two taps', async ({
  as,
  colleague,
  carrier,
}) => {
  const maya = await colleague('maya')
  const phone = '+491605550732'
  await maya.hasWritten(carrier, { firstName: 'Falk', lastName: 'Till', phone })
  const customerId = await maya.customerId('Falk Till')
  await filledCart(maya, customerId, [tie, scarf], 'sale')
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  await till.stands()
  await page.getByRole('button', { name: /^Send as a remote cart/ }).click()
  await expect(page.getByRole('heading', { name: 'Cart for Falk' })).toBeVisible()
  await expect(till.foot.getByRole('button', { name: 'Share with Falk' })).toBeVisible()
  await page.getByRole('button', { name: /^Paid in the store/ }).click()
  await expect(page.getByRole('heading', { name: 'Sale for Falk' })).toBeVisible()
  await expect(till.items).toHaveCount(2)

  await till.foot.getByRole('button', { name: /^Take payment/ }).click()
  await till.sheet.getByRole('radio', { name: 'Cash' }).check({ force: true })
  await till.sheet.getByLabel('Reference').fill('K-1182')
  await till.sheet.getByRole('button', { name: /has been paid in cash$/ }).dblclick()
  await expect(till.sheet.getByText('Paid', { exact: true })).toBeVisible()
  await till.sheet.getByRole('button', { name: 'See the order' }).click()
  await expect(page.getByText('Paid in cash')).toBeVisible()
  await expect(page.getByText('Reference K-1182')).toBeVisible()
  const orders = `/stores/${await maya.storeId()}/customers/${customerId}/orders`
  expect((await maya.get<{ items: unknown[] }>(orders)).items).toHaveLength(1)
  await page.getByRole('link', { name: 'To the conversation' }).click()
  await expect(new Thread(page).log).toContainText(/Paid €.*order A-/)
})

test('CRT-2: a finger draws an item away, and Undo brings it back as it was, once for two taps', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const { customerId } = await maya.meets({ firstName: 'Gesa', lastName: 'Till', phone: '+491605550733' })
  const { id } = await filledCart(maya, customerId, [tie, scarf])
  const page = await as('maya', `/app/customers/${customerId}/cart`, phoneSize)
  const till = new Till(page)
  await till.stands()
  const row = till.item('Silk tie')
  const remove = row.getByRole('button', { name: /^Remove Silk tie/ })
  await expect(row).toBeVisible()
  // A finger that goes up and down scrolls, and one that goes a little way thinks better of it.
  await swipeLeft(page, row, 20)
  await expect(row.locator('[data-open]')).toHaveCount(0)
  await swipeLeft(page, row, 150)
  await remove.click()
  await expect(till.items).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).dblclick()
  await expect(till.items).toHaveCount(2)
  const units = async () => (await maya.get<{ totals: { units: number } }>(`/carts/${id}`)).totals.units
  await expect.poll(units).toBe(2)

  // The last one: the cart goes with it, so it waits for the undo.
  await swipeLeft(page, till.item('Silk scarf'), 150)
  await till
    .item('Silk scarf')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(till.items).toHaveCount(1)
  await swipeLeft(page, till.item('Silk tie'), 150)
  await till
    .item('Silk tie')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(page.getByText('What would Gesa like?', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(till.item('Silk tie')).toBeVisible()
})

test('CRT-6 INB-6: two devices change one cart at the same time, and both show the same in the end', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const { customerId } = await maya.meets({ firstName: 'Hauke', lastName: 'Till', phone: '+491605550734' })
  const { id } = await filledCart(maya, customerId, [tie, scarf])
  const path = `/app/customers/${customerId}/cart`
  const phone = new Till(await as('maya', path, phoneSize))
  const desk = new Till(await as('theo', path))
  const more = (till: Till, name: string) => till.item(name).getByRole('button', { name: 'One more' })
  await phone.stands()
  await desk.stands()
  await Promise.all([more(phone, 'Silk tie').tap(), more(desk, 'Silk scarf').click()])
  await desk.discount('5', 'Colleague')
  await desk.sheet.getByRole('button', { name: 'Give the discount' }).click()
  await more(phone, 'Silk tie').tap()
  type Now = { totals: { units: number; discountMinor: number } }
  const now = async () => {
    const { units, discountMinor } = (await maya.get<Now>(`/carts/${id}`)).totals
    return { units, given: discountMinor > 0 }
  }
  await expect.poll(now).toEqual({ units: 5, given: true })
  for (const till of [phone, desk]) {
    await expect(till.foot).toContainText('5 items')
    await expect(till.foot).toContainText('Discount 5%')
  }
  expect(await phone.foot.locator('dl').textContent()).toBe(await desk.foot.locator('dl').textContent())
})
