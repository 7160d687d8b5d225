import { Thread } from './thread.ts'
import { clarasPin, Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

test('CRT-1 CRT-2 CRT-3 CRT-4 CRT-5 CRT-6: a cart from the conversation, approved, delivered, shared, changed, shared again', async ({
  as,
  colleague,
  carrier,
}) => {
  test.setTimeout(120_000)
  const phone = '+491605550721'
  const maya = await colleague('maya')
  const id = await maya.hasWritten(carrier, { firstName: 'Wanda', lastName: 'Ahrens', phone })
  const page = await as('maya', `/app/chat/${id}`, phoneSize)
  const thread = new Thread(page)
  const till = new Till(page)
  await thread.field.fill('Here it is, Wanda.')
  await page.getByRole('link', { name: 'Cart, empty' }).click()
  await expect(page.getByRole('heading', { name: 'Cart for Wanda' })).toBeVisible()

  await till.add('Striped top')
  const top = till.item('Striped top')
  await till.handOver('Striped top', 'Ship')
  await till.shipTo('Goethestraße 14')

  await till.discount('20', 'Welcome back')
  await expect(till.sheet).toContainText('Above your limit of 10%')
  await till.sheet.getByRole('button', { name: 'Ask a manager' }).click()
  await expect(till.sheet.getByRole('radio', { name: 'Clara' })).toBeChecked()
  await page.keyboard.type('1357')
  await page.keyboard.press('Enter')
  await expect(till.sheet.getByRole('alert')).toContainText('This PIN is wrong')
  for (const digit of clarasPin) await till.sheet.getByRole('button', { name: digit, exact: true }).click()
  await till.sheet.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('button', { name: /20% off the cart.*Approved by Clara/ })).toBeVisible()
  await expect(till.foot).toContainText('Discount 20%')

  await till.foot.getByRole('button', { name: 'Share with Wanda' }).click()
  await expect(thread.field).toHaveValue(/^Here it is, Wanda\.\n.*\/c\//s)
  await expect(thread.log).toContainText('Maya shared a cart')
  await thread.send.click()
  await carrier.hasOnce(phone, /\/c\//)

  await page.getByRole('link', { name: /^Cart, 1 item/ }).click()
  await expect(page.getByText('Wanda can open and pay this cart', { exact: false })).toBeVisible()
  await top.getByRole('button', { name: 'One more' }).click()
  await expect(page.getByText('Changed since it was shared', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(page.getByRole('link', { name: /^Cart, 2 items/ })).toBeVisible()
  await page.getByRole('button', { name: 'Share again' }).click()
  await expect(thread.log).toContainText('Maya shared the cart again')
  await expect(thread.field).toHaveValue(/\/c\//)
})

test('CRT-2 CRT-5 INB-6: what is removed comes back, a colleague sees it, and a saved cart is resumed', async ({
  as,
  colleague,
  carrier,
}) => {
  test.setTimeout(120_000)
  const maya = await colleague('maya')
  await maya.hasWritten(carrier, { firstName: 'Jorid', lastName: 'Ahrens', phone: '+491605550722' })
  const path = `/app/customers/${await maya.customerId('Jorid Ahrens')}/cart`
  const page = await as('maya', path)
  const theo = new Till(await as('theo', path))
  const till = new Till(page)
  await till.add('Straight jeans')
  await till.add('Merino crew jumper')
  await expect(theo.items).toHaveCount(2)

  const remove = till.item('Merino crew jumper').getByRole('button', { name: /^Remove/ })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(till.items).toHaveCount(1)
  await expect(theo.items).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(till.items).toHaveCount(2)
  await expect(theo.items).toHaveCount(2)

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(theo.page.getByText('Add it here, and share the cart', { exact: false })).toBeVisible()
  await page.goto('/app/carts')
  const saved = page.getByRole('listitem').filter({ hasText: 'Jorid Ahrens' })
  await expect(saved).toContainText('2 items')
  await saved.getByRole('button', { name: 'Resume' }).click()
  await expect(page).toHaveURL(/\/cart$/)
  await expect(till.items).toHaveCount(2)
})

test('SAL-1 CON-2: who may not be written to is shown a code, and what is paid at the terminal is an order', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const { customerId } = await maya.meets({ firstName: 'Osric', lastName: 'Ahrens', phone: '+491605550723' })
  const page = await as('maya', `/app/customers/${customerId}`, phoneSize)
  const till = new Till(page)
  await page.getByRole('link', { name: 'New sale' }).click()
  await expect(page.getByRole('heading', { name: 'Sale for Osric' })).toBeVisible()
  await till.add('Court trainer')
  await till.handOver('Court trainer', 'In store')

  await page.getByRole('button', { name: /Send as a remote cart/ }).click()
  await expect(till.foot).toContainText('Osric has not agreed to messages yet')
  await till.foot.getByRole('button', { name: 'Show as a code' }).click()
  await expect(till.sheet.getByRole('img', { name: 'Code of the page on which Osric pays' })).toBeVisible()
  await till.sheet.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /Paid in the store/ }).click()

  await till.foot.getByRole('button', { name: /^Take payment/ }).click()
  await till.sheet.getByRole('button', { name: /has been paid by card$/ }).click()
  await expect(till.sheet.getByText('This is needed.')).toBeVisible()
  await till.sheet.getByLabel('Reference').fill('T-20931')
  await till.sheet.getByRole('button', { name: /has been paid by card$/ }).click()
  await till.sheet.getByRole('button', { name: 'See the order' }).click()
  await expect(page.getByRole('heading', { name: /^Order A-/ })).toBeVisible()
  await expect(page.getByText('Paid at the terminal')).toBeVisible()
  await expect(page.getByText('Reference T-20931')).toBeVisible()
})

test('MSG-7 CRT-2: without a connection a cart stays readable, and nothing can be added or paid', async ({
  as,
  colleague,
  carrier,
}) => {
  const maya = await colleague('maya')
  await maya.hasWritten(carrier, { firstName: 'Ebba', lastName: 'Ahrens', phone: '+491605550724' })
  const page = await as('maya', `/app/customers/${await maya.customerId('Ebba Ahrens')}/cart`, phoneSize)
  const till = new Till(page)
  await till.add('Striped top')
  await page.context().setOffline(true)
  await expect(page.getByText('No connection. This is how it stood', { exact: false })).toBeVisible({
    timeout: 30_000,
  })
  await expect(till.item('Striped top')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a product' })).toBeDisabled()
  await expect(till.foot.getByRole('button', { name: /^Share/ })).toBeDisabled()
  await page.context().setOffline(false)
  await expect(till.foot.getByRole('button', { name: /^Share/ })).toBeEnabled({ timeout: 30_000 })
})
