import { expect, test } from './walk.ts'

test('headquarters sets a tax: of a place by its letters, said back in words, and found in the audit', async ({
  as,
}) => {
  const page = await as('hanna', '/console/selling')
  await page.getByRole('link', { name: 'Tax', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Tax', exact: true })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('link', { name: 'New rate' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter a country by its two letters, as DE.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Place' }).fill('ch')
  await expect(page.getByText('Switzerland')).toBeVisible()
  await page.getByRole('textbox', { name: 'Rate' }).fill('8,1')
  await page.getByRole('textbox', { name: 'On the receipt' }).fill('MwSt.')
  await page.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('row', { name: 'Switzerland Standard goods MwSt. 8.1 %' })
  await expect(row).toBeVisible()

  // The same place and goods again is refused, and nothing is lost.
  await page.getByRole('link', { name: 'New rate' }).click()
  await page.getByRole('textbox', { name: 'Place' }).fill('CH')
  await page.getByRole('textbox', { name: 'Rate' }).fill('2.6')
  await page.getByRole('textbox', { name: 'On the receipt' }).fill('MwSt.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('already has a rate')
  await page.getByRole('combobox', { name: 'What' }).selectOption('Reduced goods')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: 'Switzerland Reduced goods MwSt. 2.6 %' })).toBeVisible()

  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
  await expect(row).toBeHidden()
  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByRole('link', { name: 'Changed rates of tax' }).first()).toBeVisible()
})

test('headquarters opens a delivery zone, with what it costs in the currency’s own unit', async ({ as }) => {
  const page = await as('hanna', '/console/selling/delivery')
  await page.getByRole('link', { name: 'New zone' }).click()
  await page.getByRole('textbox', { name: 'Zone' }).fill('Nordic')
  await page.getByRole('textbox', { name: 'Places' }).fill('SE, DE')
  await expect(page.getByText('Sweden, Germany', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Add a way of delivery' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('This is needed.').first()).toBeVisible()
  const way = page.getByRole('group', { name: 'New way of delivery' })
  await way.getByRole('textbox', { name: 'Name' }).fill('By post')
  const post = page.getByRole('group', { name: 'By post' })
  await post.getByRole('textbox', { name: 'Price' }).fill('12.50')
  await post.getByRole('textbox', { name: 'Working days from' }).fill('3')
  await post.getByRole('textbox', { name: 'until' }).fill('5')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toHaveText('Another zone already has one of these places.')

  await page.getByRole('textbox', { name: 'Places' }).fill('SE, NO')
  await page.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('row', { name: 'Nordic Norway, Sweden € 12.50' })
  await row.getByRole('link').click()
  await expect(post.getByRole('textbox', { name: 'Price' })).toHaveValue('12.50')
  await page.getByRole('button', { name: 'Remove the zone' }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
  await expect(row).toBeHidden()
})

test('what is typed is not lost by a press of Escape, a link or the way back, and may be given up', async ({
  as,
}) => {
  const page = await as('hanna', '/console/rules')
  await page.getByRole('link', { name: 'New rule' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })

  // Nothing was typed: nobody asks.
  await name.press('Escape')
  await page.keyboard.press('Escape')
  await expect(name).toHaveCount(0)

  await page.getByRole('link', { name: 'New rule' }).click()
  await name.fill('Home town')
  await name.press('Escape')
  await page.keyboard.press('Escape')
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(name).toHaveValue('Home town')

  await page.getByRole('link', { name: 'Audit' }).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(name).toHaveValue('Home town')
  await page.goBack()
  await question.getByRole('button', { name: 'Discard the changes' }).click()
  await expect(name).toHaveCount(0)
  await expect(page).toHaveURL(/\/console\/rules$/)

  // Without a connection nothing is saved and nothing lost, whatever one points at; then it is saved and left unasked.
  await page.getByRole('link', { name: 'New rule' }).click()
  await name.fill('Home town')
  await page.context().setOffline(true)
  for (const area of ['Selling', 'Payments', 'Privacy', 'Integrations'])
    await page.getByRole('link', { name: area, exact: true }).hover()
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await expect(page.getByRole('alert').filter({ hasText: 'No connection to the server.' })).toBeVisible()
  await expect(name).toHaveValue('Home town')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await expect(page.getByRole('link', { name: 'Home town' })).toBeVisible()
  await expect(question).toHaveCount(0)
})

test('what an associate may give away is a sentence, and holds at once', async ({ as, colleague }) => {
  const page = await as('hanna', '/console/selling')
  const limit = page.getByRole('textbox', { name: 'Limit of Associate in percent' })
  await expect(limit).toHaveValue('10')
  await limit.fill('ten')
  await expect(page.getByText('Enter a number from 0 to 100, or nothing.')).toBeVisible()
  await limit.fill('12.5')
  await limit.press('Enter')
  await expect(page.getByText('Saved.')).toBeVisible()
  const hanna = await colleague('hanna')
  type Limits = { roles: { name: string; limitBp: number | null }[] }
  const limitOf = async (name: string) =>
    (await hanna.get<Limits>('/selling/discount-limits')).roles.find(role => role.name === name)?.limitBp
  expect(await limitOf('associate')).toBe(1250)
  await page.reload()
  await expect(limit).toHaveValue('12.5')
  await limit.fill('10')
  await limit.press('Enter')
  await expect.poll(() => limitOf('associate')).toBe(1000)
})

test('a manager has no such areas, in the rail or by their address', async ({ as }) => {
  const page = await as('clara', '/console/audit')
  await expect(page.getByRole('link', { name: /^(Verkauf|Selling)$/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^(Zahlungen|Payments)$/ })).toHaveCount(0)
})
