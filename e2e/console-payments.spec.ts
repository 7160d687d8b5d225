import { choose } from './choose.ts'
import { blazer, cartFor } from './shared-cart.ts'
import { expect, test } from './walk.ts'

test('headquarters gives back what was paid twice, also when the provider cannot at first', async ({
  as,
  stranger,
  colleague,
  carrier,
}) => {
  test.setTimeout(120_000)
  const hanna = await as('hanna', '/console/selling')
  const goesBack = hanna.getByRole('switch', { name: /^A payment that makes no order goes back by itself/ })
  await goesBack.click()
  await expect(goesBack).not.toBeChecked()
  await expect(goesBack).toBeEnabled()

  const cart = await cartFor(await colleague('maya'), 'Twyla', [blazer])
  const twyla = await stranger(cart.path)
  await twyla.getByRole('button', { name: /^Pay/ }).click()
  await twyla.getByRole('button', { name: 'Pay twice' }).click()

  await hanna.getByRole('link', { name: 'Payments' }).click()
  await hanna.getByRole('link', { name: 'Waits for someone' }).click()
  const twice = hanna.getByRole('row', { name: /^Paid twice Twyla Lind/ })
  await expect(twice).toBeVisible({ timeout: 30_000 })
  await twice.getByRole('link').click()
  await expect(hanna.getByText('The cart was paid already.')).toBeVisible()

  await carrier.paymentFaults({ refunds: 'refused' })
  await hanna.getByRole('button', { name: /^Give back € / }).click()
  await hanna.getByRole('button', { name: /^Give back € .* for good$/ }).click()
  const again = hanna.getByRole('button', { name: /^Try again to give back € / })
  await expect(again).toBeVisible({ timeout: 30_000 })
  await hanna.getByRole('link', { name: 'Failed refunds' }).click()
  await expect(hanna.getByRole('row', { name: /Paid twice Hanna Vogt/ })).toBeVisible()
  await carrier.paymentFaults({ refunds: 'done' })
  await hanna
    .getByRole('row', { name: /Paid twice Hanna Vogt/ })
    .getByRole('link')
    .click()
  await again.click()
  await expect(hanna.getByText('It was tried again.')).toBeVisible()
  await expect(hanna.getByText('Given back', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(hanna.getByText('No refund has failed.')).toBeVisible()

  await hanna.getByRole('link', { name: 'All', exact: true }).click()
  await expect(hanna.getByRole('row', { name: /^Order A-\d+ Twyla Lind .*Paid/ })).toBeVisible()
  await expect(hanna.getByRole('row', { name: /^Paid twice Twyla Lind .*Given back/ })).toBeVisible()
  await hanna.getByRole('link', { name: 'Audit' }).click()
  await expect(hanna.getByRole('link', { name: 'Gave a payment back' })).toBeVisible()
  await hanna.getByRole('link', { name: 'Selling' }).click()
  await choose(goesBack)
})
