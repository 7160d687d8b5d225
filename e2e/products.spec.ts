import { mkdir } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import { browserWithCamera, filmOf } from './camera.ts'
import { choose } from './choose.ts'
import { Thread } from './thread.ts'
import { expect, phoneSize, test } from './walk.ts'

/** The camel coat in 38; and a number that is nobody's. */
const coat38 = '2001001001032'
const nobodys = '4006381333931'

test('MSG-5 IMP-5: a product is found with a typing error, and shows where each size is', async ({ as }) => {
  const page = await as('maya', '/app/products', phoneSize)
  await expect(page.getByRole('link', { name: /Autumn layers/ })).toBeVisible()
  await page.getByRole('searchbox').fill('camle caot')
  await page.getByRole('link', { name: /^Camel coat/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Camel coat' })).toBeVisible()
  await choose(page.getByRole('radio', { name: 'Size 38' }))
  await expect(page.getByRole('button', { name: 'Add 38 to a cart' })).toBeVisible()
  const here = page.getByRole('row', { name: /^Here/ })
  await expect(here).toBeVisible()
  await choose(page.getByRole('radio', { name: 'Navy' }))
  await expect(page.getByRole('radio', { name: 'Size 38' })).toBeChecked()
  // Reached by its dots as by a swipe.
  await page.getByRole('button', { name: 'Picture 2 of 3' }).click()
  await expect(page.getByRole('button', { name: 'Picture 2 of 3' })).toHaveAttribute('aria-current', 'true')
  // The way back is the list as it was, and what was shown lately is remembered.
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('camle caot')
  await page.getByRole('searchbox').fill('')
  await expect(page.getByRole('heading', { name: 'Shown lately' })).toBeVisible()
})

test('MSG-5: a collection is looked through in its order, and left again', async ({ as }) => {
  const page = await as('maya', '/app/products', phoneSize)
  await page.getByRole('link', { name: /Evening/ }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Evening' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Products' }).getByRole('link').first()).toBeVisible()
  await page.getByRole('link', { name: 'Back to the collections' }).click()
  await expect(page.getByRole('link', { name: /Autumn layers/ })).toBeVisible()
})

test('MSG-5: a product is shared: its link stands in the draft, is sent once, and is a card', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const id = await maya.conversationWith('Nadia Benali')
  const page = await as('maya', `/app/chat/${id}`, phoneSize)
  const field = page.getByRole('textbox', { name: /^Message to/ })
  await field.fill('These go with it: ')
  await page.getByRole('button', { name: 'Add to the message' }).click()
  await page.getByRole('menuitem', { name: 'Product' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('wide wool')
  await page.getByRole('dialog').getByRole('button', { name: /^Wide/ }).first().click()
  await expect(field).toHaveValue(/^These go with it:\nWide[^\n]+, .*260.*\nhttp.*\/p\/[2-9a-z]{8,}$/)
  await expect(field).toBeFocused()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(field).toHaveValue('')
  const card = page.getByRole('log').getByRole('link', { name: /^Wide.*: open the product$/ })
  await expect(card).toBeVisible()
  await expect(page.getByRole('log')).toContainText('These go with it:')
  await expect(page.getByRole('log')).not.toContainText('/p/')
  // From there the product is for her.
  await card.click()
  await expect(page.getByRole('heading', { level: 1, name: /^Wide/ })).toBeVisible()
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(field).toHaveValue(/^Wide[^\n]+\nhttp/)
  expect(new URL(page.url()).pathname).toBe(`/app/chat/${id}`)
})

test('MSG-5: whom to share with is asked where nobody is meant, last contacted first', async ({ as }) => {
  const page = await as('maya', '/app/products?q=camel+coat', phoneSize)
  await page.getByRole('link', { name: /^Camel coat/ }).click()
  await page.getByRole('button', { name: 'Share' }).click()
  const sheet = page.getByRole('dialog', { name: 'Share with whom?' })
  await sheet.getByRole('searchbox').fill('Lena Fuchs')
  await sheet.getByRole('button', { name: /Lena Fuchs/ }).click()
  await expect(page.getByRole('textbox', { name: 'Message to Lena' })).toHaveValue(
    /^Camel coat, .*690.*\nhttp/,
  )
  await expect(new Thread(page).log).toBeVisible()
})

test('CRT-2: a size is added to the cart of whom one says, once a tap, and the cart is a tap away', async ({
  as,
  colleague,
}) => {
  const page = await as('maya', '/app/products?q=linen+blazer', phoneSize)
  await page.getByRole('link', { name: /^Linen blazer/ }).click()
  // Nobody gets a size that nobody chose.
  await page.getByRole('button', { name: 'Choose a size' }).click()
  await expect(page.getByRole('radio', { name: /^Size/ }).first()).toBeFocused()
  await choose(page.getByRole('radio', { name: 'Size 38' }))
  await page.getByRole('button', { name: 'Add 38 to a cart' }).click()
  const sheet = page.getByRole('dialog', { name: 'Whose cart?' })
  await sheet.getByRole('searchbox').fill('Lena Fuchs')
  await sheet.getByRole('button', { name: /Lena Fuchs/ }).click()
  await expect(page.getByText(/Linen blazer, \w+, 38 is in the cart of Lena/)).toBeVisible()
  await page.getByRole('link', { name: 'Open the cart' }).click()
  await expect(page).toHaveURL(/\/customers\/[^/]+\/cart$/)
  const maya = await colleague('maya')
  const { cart } = await maya.get<{ cart: { items: { name: string; size: string; quantity: number }[] } }>(
    `/stores/${await maya.storeId()}/customers/${await maya.customerId('Lena Fuchs')}/cart`,
  )
  expect(cart.items).toMatchObject([{ name: 'Linen blazer', size: '38', quantity: 1 }])
})

test('CUS-6: a bookmark on the product puts it on the customer’s wishlist, and takes it away again', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const lena = await maya.customerId('Lena Fuchs')
  const wishes = async () => {
    const { items } = await maya.get<{
      items: { product: { name: string }; variant: { size: string } | null }[]
    }>(`/stores/${await maya.storeId()}/customers/${lena}/wishlist`)
    return items.filter(item => item.product.name === 'Linen blazer').map(item => item.variant?.size)
  }
  const page = await as('maya', `/app/products?q=linen+blazer&for=${lena}`, phoneSize)
  await page.getByRole('link', { name: /^Linen blazer/ }).click()
  const bookmark = page.getByRole('button', { name: 'Add to Lena’s wishlist' })
  await expect(bookmark).toHaveAttribute('aria-pressed', 'false')
  await choose(page.getByRole('radio', { name: 'Size 40' }))
  await bookmark.dblclick()
  await expect(bookmark).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/Linen blazer, \w+, 40 is on Lena’s wishlist/)).toBeVisible()
  expect(await wishes()).toEqual(['40'])

  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
  await bookmark.click()
  await expect(bookmark).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(bookmark).toHaveAttribute('aria-pressed', 'true')
  expect(await wishes()).toEqual(['40'])
  await expect(page.getByRole('alert')).toHaveCount(0)
  await bookmark.click()
  await expect.poll(wishes).toEqual([])
})

/** What the camera of a phone sees, in a browser of its own. */
async function phoneThatSees(ean: string, page: Page, info: TestInfo, refused = false) {
  await mkdir(info.outputPath(), { recursive: true })
  const browser = await browserWithCamera(await filmOf(ean, info), info, { refused })
  const { origin } = new URL(page.url())
  const context = await browser.newContext({
    ...phoneSize,
    baseURL: origin,
    locale: 'en-GB',
    storageState: await page.context().storageState(),
  })
  if (!refused) await context.grantPermissions(['camera'], { origin })
  return { browser, phone: await context.newPage() }
}

test('MSG-5 CRT-2: a label that is held before the camera leads to its colour and size', async ({
  as,
}, info) => {
  const { browser, phone } = await phoneThatSees(coat38, await as('maya'), info)
  const wrong: string[] = []
  phone.on('console', message => message.type() === 'error' && wrong.push(message.text()))
  await phone.goto('/app/products')
  await expect(phone.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible({ timeout: 20_000 })
  await phone.getByRole('button', { name: 'Scan a barcode' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: 'Camel coat' })).toBeVisible({ timeout: 20_000 })
  await expect(phone.getByRole('radio', { name: 'Size 38' })).toBeChecked()
  await expect(phone.getByRole('radio', { name: 'Camel' })).toBeChecked()
  // What reads it came from our own server, and the content policy had nothing to say against it.
  const wasm = await phone.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(each => each.name.endsWith('.wasm'))
      .map(each => each.name),
  )
  expect(wasm.every(each => new URL(each).origin === new URL(phone.url()).origin)).toBe(true)
  expect(wasm.length).toBe(1)
  expect(wrong).toEqual([])
  await browser.close()
})

test('MSG-5 CRT-2: a code that is nobody’s is said, and the next one may be typed', async ({ as }, info) => {
  const { browser, phone } = await phoneThatSees(nobodys, await as('maya'), info)
  await phone.goto('/app/products?scan=true')
  const sheet = phone.getByRole('dialog', { name: 'Scan a barcode' })
  await expect(sheet.getByRole('status')).toHaveText(`${nobodys} No product of yours has this code.`, {
    timeout: 20_000,
  })
  await sheet.getByRole('textbox', { name: 'Barcode number or SKU' }).fill('2001001001037')
  await phone.keyboard.press('Enter')
  await expect(sheet.getByRole('status')).toContainText('The last digit does not fit')
  await sheet.getByRole('textbox', { name: 'Barcode number or SKU' }).fill(`0${coat38}`)
  await phone.keyboard.press('Enter')
  await expect(phone.getByRole('heading', { level: 1, name: 'Camel coat' })).toBeVisible()
  await browser.close()
})

test('MSG-5 CRT-2: who does not allow the camera is told so, and types', async ({ as }, info) => {
  const { browser, phone } = await phoneThatSees(coat38, await as('maya'), info, true)
  await phone.goto('/app/products?scan=true')
  const sheet = phone.getByRole('dialog', { name: 'Scan a barcode' })
  await expect(sheet).toBeVisible({ timeout: 20_000 })
  const allow = sheet.getByRole('button', { name: 'Use the camera' })
  const denied = sheet.getByRole('alert')
  await expect(allow.or(denied)).toBeVisible()
  if (await allow.isVisible()) await allow.click()
  await expect(denied).toContainText('The camera is not allowed')
  await sheet.getByRole('textbox', { name: 'Barcode number or SKU' }).fill(coat38)
  await sheet.getByRole('button', { name: 'Find' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: 'Camel coat' })).toBeVisible()
  await browser.close()
})
