import { filledCart } from './shared-cart.ts'
import { Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

// Sheets that come and go in motion: what is pressed meanwhile has to be meant for the right one.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('CRT-2: the device’s way back closes each sheet of a cart, and leaves the cart open', async ({
  as,
  colleague,
  carrier,
}) => {
  test.setTimeout(120_000)
  const maya = await colleague('maya')
  const id = await maya.hasWritten(carrier, { firstName: 'Nele', lastName: 'Till', phone: '+491605550745' })
  const customerId = await maya.customerId('Nele Till')
  await filledCart(
    maya,
    customerId,
    [
      { name: 'Silk tie', fulfilment: 'in_store' },
      { name: 'Wide wool trousers', fulfilment: 'ship' },
    ],
    'sale',
  )
  // Through the list: of the first page of a tab the way back leads out of the app, whatever stands on it.
  const page = await as('maya', '/app/chat?inbox=store', phoneSize)
  await page.getByRole('link', { name: /Nele Till/ }).click()
  await expect(page).toHaveURL(new RegExp(`/chat/${id}`))
  const till = new Till(page)
  const closes = async (
    opener: string | RegExp,
    where = page.getByRole('button', { name: opener }).first(),
  ) => {
    await where.click()
    await expect(till.sheet.getByRole('button', { name: 'Close', exact: true })).toBeVisible()
    const before = page.url()
    await page.goBack()
    await expect(till.sheet, `«${opener}» is closed`).toHaveCount(0)
    // The browser goes back first, and the app returns to where it was.
    await expect(page).toHaveURL(before)
  }
  await page.getByRole('button', { name: 'Add to the message' }).click()
  await closes('Product', page.getByRole('menuitem', { name: 'Product' }))
  await page.getByRole('button', { name: 'Add to the message' }).click()
  await closes('Quick reply', page.getByRole('menuitem', { name: 'Quick reply' }))
  await closes('More about this conversation')

  await page.getByRole('link', { name: /^Cart, 2 items/ }).click()
  await expect(till.items).toHaveCount(2)
  await closes(/Silk tie.*: size, discount, remove$/)
  await closes('Add a product')
  await closes('Scan')
  await closes(/^Discount on the cart/)
  await closes(/^Delivery/)
  await closes(/^History of the cart/)
  await till
    .item('Wide wool trousers')
    .getByRole('button', { name: /^Remove/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect(till.items).toHaveCount(1)
  await closes(/^Take payment/)
  await closes('Nele pays by phone')
  // With nothing in front, it leaves the cart.
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`/chat/${id}`))
})

test('INB-1 CUS-1: a sheet that stands in the address is closed by the way back too, with one press', async ({
  as,
}) => {
  const page = await as('maya', '/app/customers', phoneSize)
  await page.getByRole('button', { name: 'Add a customer' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\/app\/customers$/)
  await page.getByRole('navigation').getByRole('link', { name: 'Products' }).click()
  await page.getByRole('button', { name: 'Scan a barcode' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goBack()
  await expect(page).toHaveURL(/\/app\/customers$/)
})
