import { Thread } from './thread.ts'
import { Till } from './till.ts'
import { expect, phoneSize, test } from './walk.ts'

test('CRT-5 CRT-6 CRT-7 PAY-1 PAY-2 PAY-4 PAY-5: from the conversation to the money and back, on both sides', async ({
  as,
  colleague,
  carrier,
  stranger,
}) => {
  test.setTimeout(180_000)
  const phone = '+491605550711'
  const maya = await colleague('maya')
  const id = await maya.hasWritten(carrier, { firstName: 'Ylva', lastName: 'Norden', phone })
  const page = await as('maya', `/app/chat/${id}`, phoneSize)
  const thread = new Thread(page)
  const till = new Till(page)
  await page.getByRole('link', { name: 'Cart, empty' }).click()
  await till.add('Court trainer')
  await till.handOver('Court trainer', 'In store')
  await till.foot.getByRole('button', { name: 'Share with Ylva' }).click()
  await expect(thread.field).toHaveValue(/\/c\//)
  await thread.send.click()
  await carrier.hasOnce(phone, /\/c\//)

  // The customer opens it on her own phone; meanwhile it changes.
  const link = /https?:\/\/\S+/.exec((await carrier.got(phone)).find(each => each.includes('/c/')) ?? '')?.[0]
  const hers = await stranger(new URL(link ?? '').pathname, phoneSize)
  await expect(hers.getByRole('button', { name: /^Pay € / })).toBeVisible()
  await page.getByRole('link', { name: /^Cart, 1 item/ }).click()
  await till.add('Silk tie')
  await till.handOver('Silk tie', 'In store')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'Share again' }).click()
  await expect(thread.log).toContainText('Maya shared the cart again')
  await hers.reload()
  await expect(hers.getByText('Silk tie')).toBeVisible()

  // She pays on the provider's page; Maya is elsewhere in the app.
  await page.getByRole('button', { name: /^Back/ }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await hers.getByRole('button', { name: /^Pay € / }).click()
  await hers.getByRole('button', { name: 'Pay', exact: true }).click({ timeout: 20_000 })
  await expect(page.getByText(/^Ylva Norden has paid €/)).toHaveCount(1, { timeout: 20_000 })
  await page.getByRole('button', { name: 'To the conversation' }).click()
  await expect(thread.log).toContainText(/Ylva paid €.*order A-/)
  await expect(page.getByRole('link', { name: 'Cart, empty' })).toBeVisible()
  await carrier.hasOnce(phone, /\/r\//)
  await hers.getByRole('link', { name: 'Continue' }).click()
  await expect(hers.getByRole('heading', { name: 'Thank you, Ylva' })).toBeVisible({ timeout: 30_000 })

  // The order is hers, with its money; a manager gives one thing back.
  const customerId = await maya.customerId('Ylva Norden')
  await page.goto(`/app/customers/${customerId}/orders`)
  await page.getByRole('list', { name: 'Orders' }).getByRole('link').first().click()
  await expect(page.getByText('Remote sale')).toBeVisible()
  await expect(page.getByText('Paid by link')).toBeVisible()
  await expect(page.getByText('By message: sent')).toBeVisible()
  const clara = await as('clara', '/app/', { ...phoneSize, locale: 'de-DE' })
  await clara.getByRole('button', { name: /Berlin Mitte/ }).click()
  await clara.goto(new URL(page.url()).pathname)
  const sheet = clara.getByRole('dialog')
  await clara.getByRole('button', { name: 'Geld zurückgeben' }).click()
  await sheet.getByRole('radio', { name: 'Einzelne' }).check()
  await sheet
    .getByRole('group', { name: /Silk tie/ })
    .getByRole('button', { name: 'Eins mehr' })
    .click()
  await sheet.getByRole('button', { name: 'Zurückgebracht' }).click()
  await sheet.getByRole('checkbox', { name: 'Die Ware liegt wieder im Regal' }).check()
  await sheet.getByRole('button', { name: 'Geld zurückgeben' }).click()
  await sheet.getByRole('button', { name: /€ zurückgeben$/ }).click()
  await expect(clara.getByText('Erstattung, zurückgegeben')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Refund, given back')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Returned', { exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'To the conversation' }).click()
  await expect(thread.log).toContainText(/Refund|refund/)
})
