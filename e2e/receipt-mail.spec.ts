import type { Colleague } from './people.ts'
import { blazer, cartFor } from './shared-cart.ts'
import { expect, phoneSize, test } from './walk.ts'

/** Somebody with an email pays at the terminal. */
async function sale(maya: Colleague, firstName: string, email: string) {
  const cart = await cartFor(maya, firstName, [blazer])
  const customerId = await maya.customerId(`${firstName} Lind`)
  await maya.post(`/stores/${cart.storeId}/customers/${customerId}/contact-points`, {
    kind: 'email',
    value: email,
  })
  type Read = { version: number; totals: { totalMinor: number } }
  const { version, totals } = await maya.get<Read>(`/carts/${cart.id}`)
  const { orderId } = await maya.post<{ orderId: string }>(`/carts/${cart.id}/take-payment`, {
    version,
    method: 'terminal',
    reference: '4711',
    amountMinor: totals.totalMinor,
  })
  return { customerId, orderId }
}

test('PAY-4: a refused address is told on the receipt; sent again it arrives, whole and without fetching anything', async ({
  as,
  colleague,
  carrier,
  stranger,
}) => {
  const maya = await colleague('maya')
  const email = 'tilda.brandt@example.com'
  await carrier.mails('refuses')
  const { customerId, orderId } = await sale(maya, 'Tilda', email)
  const page = await as('maya', `/app/customers/${customerId}/orders/${orderId}`, phoneSize)
  await expect(page.getByText(/^By email: failed, the address was refused: 550 5\.1\.1/)).toBeVisible()

  await carrier.mails('takes')
  await page.getByRole('button', { name: 'Send by email' }).click()
  await expect(page.getByText('By email: sent', { exact: true })).toBeVisible()

  const at = await carrier.mailTo(email)
  const mail = await stranger('/pages/mark.svg', { ...phoneSize, colorScheme: 'dark' })
  const asked: string[] = []
  mail.on('request', request => asked.push(request.url()))
  await mail.goto(at)
  await expect(mail.getByRole('heading', { name: 'Thank you, Tilda' })).toBeVisible()
  await expect(mail.getByRole('rowheader', { name: /^Linen blazer/ })).toBeVisible()
  expect(asked).toEqual([at])
  await expect(mail.getByRole('link', { name: 'See your receipt' })).toHaveAttribute(
    'href',
    /\/r\/[\w-]{22}$/,
  )
})
