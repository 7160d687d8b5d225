import { readFile } from 'node:fs/promises'
import { fileOfOrders } from './console-screens.data.ts'
import { expect, test } from './walk.ts'

test('headquarters imports a till’s orders: mapping, dry run, run, and what was refused as a file', async ({
  as,
}) => {
  const page = await as('hanna', '/console/imports')
  await page.getByRole('link', { name: 'New import' }).first().click()
  await expect(page.getByRole('radio', { name: /^Orders/ })).toBeChecked()
  await page.locator('input[type=file]').setInputFiles(fileOfOrders('Till walk.csv', 'W', 450))

  const sheet = page.getByRole('dialog', { name: 'Till walk.csv' })
  await expect(
    sheet.getByText('One thing that every record needs has no column yet: Currency.'),
  ).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Try it out' })).toBeDisabled()
  const mappings: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/mapping')) mappings.push(request.postData() ?? '')
  })
  await sheet.getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'The same for all …' })
  await sheet.getByRole('textbox', { name: 'Currency of all records' }).fill('EUR')
  await sheet.getByRole('textbox', { name: 'Country of phone numbers' }).fill('DE')
  await sheet.getByRole('textbox', { name: 'Time zone of times' }).focus()
  const preview = sheet.getByRole('region', { name: 'As it will be read' })
  await expect(
    preview.getByText('Will be refused. Einzelpreis: «teuer» is not an amount.').first(),
  ).toBeVisible()
  await expect(preview.getByText('+49 30 23121', { exact: false }).first()).toBeVisible()
  // A value that nobody has typed yet is not told to the server, which could not read it.
  expect(mappings.length).toBeGreaterThan(0)
  for (const body of mappings) expect(body).toContain('"currency":{"constant":"EUR"}')

  await sheet.getByRole('button', { name: 'Try it out' }).click()
  await expect(sheet.getByText('27 records cannot be taken.', { exact: false })).toBeVisible({
    timeout: 30_000,
  })
  await sheet.getByRole('button', { name: 'Import 423 records' }).click()

  // It goes on without anyone looking, and its address finds it again.
  const address = page.url()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByRole('link', { name: 'Ran an import' }).first()).toBeVisible()
  await page.goto(address)
  await expect(sheet.getByText('All 450 records have been read.')).toBeVisible({ timeout: 30_000 })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('link', { name: 'Download them' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Till walk - refused.csv')
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(28)
  expect(lines[0]).toMatch(/;reason$/)
  expect(lines[1]).toMatch(/;Einzelpreis: «teuer» is not an amount\.$/)
})
