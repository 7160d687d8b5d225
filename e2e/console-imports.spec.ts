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

test('IMP-1: a file that cannot come in says why and leads on: empty, no table, a broken line, another one, thrown away', async ({
  as,
  colleague,
}) => {
  const page = await as('hanna', '/console/imports/new')
  const choose = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const begun: string[] = []
  page.on('request', request => {
    if (request.method() === 'POST') begun.push(new URL(request.url()).pathname)
  })
  await choose('void.csv', '')
  await expect(page.getByRole('alert')).toHaveText('void.csv is empty. Choose a file that holds something.')
  expect(begun).not.toContain('/api/v1/imports')

  await choose('letter.csv', 'Dear all\n')
  const letter = page.getByRole('dialog', { name: 'letter.csv' })
  await expect(letter.getByText('letter.csv cannot be read.', { exact: false })).toBeVisible()
  await expect(letter.getByRole('alert')).toContainText('This is neither a table nor lines of JSON.')
  await expect(letter.getByText('interrupted', { exact: false })).toHaveCount(0)
  await page.reload()
  await expect(letter.getByRole('alert')).toContainText('This is neither a table nor lines of JSON.')

  // A mended one takes its place, and goes on by itself when the line is back.
  await page.route('**/chunks/**', route => route.abort('internetdisconnected'))
  await choose('mended.csv', 'Order;Name\n1;Ida\n')
  const mended = page.getByRole('dialog', { name: 'mended.csv' })
  await expect(mended.getByRole('status')).toContainText('No connection.')
  await page.unroute('**/chunks/**')
  await expect(mended.getByRole('combobox', { name: 'Order id' })).toBeVisible()
  await mended.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('row', { name: /^letter\.csv Orders Thrown away/ })).toBeVisible()

  const hanna = await colleague('hanna')
  await hanna.post('/imports', { kind: 'products', fileName: 'shelf.csv', sizeBytes: 10 })
  await page.getByRole('link', { name: 'shelf.csv' }).click()
  const shelf = page.getByRole('dialog', { name: 'shelf.csv' })
  await expect(
    page.getByRole('row', { name: /^shelf\.csv Products Waits for its file/, includeHidden: true }),
  ).toHaveCount(1)
  await choose('shelf.csv', 'more than ten bytes')
  await expect(shelf.getByRole('alert')).toContainText('This is another file')
  await shelf.getByRole('button', { name: 'Throw away' }).click()
  await expect(shelf).toHaveCount(0)
  await expect(page).toHaveURL(/\/console\/imports$/)
  await expect(page.getByRole('row', { name: /^shelf\.csv Products Thrown away/ })).toBeVisible()
  await page.getByRole('link', { name: 'shelf.csv' }).click()
  await expect(shelf.getByText('Thrown away before it was imported. Nothing was taken.')).toBeVisible()
  await expect(shelf.getByRole('listitem').filter({ hasText: 'Import' })).not.toHaveAttribute(
    'aria-current',
    'step',
  )

  // A dry run that fails is told at its own step: nothing has come as far as the next one.
  await page.goto('/console/imports/new')
  await page.getByRole('radio', { name: /^Stock/ }).check()
  const rows = Array.from({ length: 60 }, (_, n) => `S-${n};1`)
  await choose('open.csv', ['SKU;Quantity', ...rows, '"S-60;1', 'S-61;1'].join('\n'))
  const open = page.getByRole('dialog', { name: 'open.csv' })
  await open.getByRole('button', { name: 'Try it out' }).click()
  await expect(open.getByText(/^From line 62 on/)).toBeVisible()
  await expect(open.getByRole('listitem').filter({ hasText: 'Dry run' })).toHaveAttribute(
    'aria-current',
    'step',
  )
})
