import { readFile } from 'node:fs/promises'
import { expect, test } from './walk.ts'

test('a list of the Console is worked without a mouse: rows, detail and back, sorted and filtered in its address', async ({
  as,
}) => {
  const page = await as('hanna', '/console/audit')
  const table = page.getByRole('table')
  const rows = table.getByRole('row').getByRole('link')
  await expect(rows.nth(1)).toBeVisible()
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  const opened = await rows.nth(1).textContent()
  await page.keyboard.press('Enter')
  const detail = page.getByRole('heading', { level: 2, name: opened ?? '' })
  await expect(detail).toBeVisible()
  await expect(rows.nth(1)).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(detail).toBeHidden()
  await expect(page).toHaveURL(/\/console\/audit$/)
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(rows.last()).toBeFocused()
  // Tab leaves the rows in one step.
  await page.keyboard.press('Home')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'When' })).toBeFocused()

  const when = page.getByRole('columnheader', { name: 'When' })
  await expect(when).toHaveAttribute('aria-sort', 'descending')
  const latest = await rows.first().textContent()
  await page.keyboard.press('Enter')
  await expect(when).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/first=oldest/)
  await expect(rows.first()).toHaveText('Made an API key')

  await page.getByRole('combobox', { name: 'Which actions' }).selectOption('Made an API key')
  await expect(page).toHaveURL(/action=api_key.created/)
  await page.getByRole('textbox', { name: 'Up to this day' }).fill('2020-01-01')
  await expect(page.getByText('Nothing fits these filters.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Nothing fits these filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Take the filters away' }).click()
  await expect(rows.first()).toHaveText(latest ?? '')
})

test('chosen columns stay on this device, and a list goes into a file that no spreadsheet runs', async ({
  as,
  colleague,
}) => {
  const hanna = await colleague('hanna')
  const fileName = `=SUM(A1);${Date.now()}.csv`
  await hanna.post('/imports', { kind: 'stock', fileName, sizeBytes: 10 })
  const page = await as('hanna', '/console/imports?kind=stock')
  await expect(page.getByRole('row', { name: fileName })).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Refused' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Refused' })).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('row', { name: fileName })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Refused' })).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Records' })).toBeVisible()

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  await expect(page.getByText(/(is|are) in the file\. It is written down/)).toBeVisible()
  expect(file.suggestedFilename()).toBe('Imports.csv')
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(head).toBe('\uFEFFFile,Kind,State,Records,Refused,By,When')
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^'=SUM\(A1\);\d+\.csv,Stock,Waits for its file,0,0,Hanna Vogt,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
    ),
  )
  for (const line of lines.filter(Boolean)) expect(line).toContain(',Stock,')

  await page.goto('/console/audit?action=list.exported')
  await page
    .getByRole('row', { name: /Downloaded a list Imports/ })
    .first()
    .getByRole('link')
    .click()
  await expect(page.getByText(/rows: [1-9]/)).toBeVisible()
})

test('from anywhere to a page, a file, a customer and an order, by keyboard and by ear', async ({
  as,
  colleague,
}) => {
  const hanna = await colleague('hanna')
  const fileName = `Winter ${Date.now()}.csv`
  await hanna.post('/imports', { kind: 'stock', fileName, sizeBytes: 10 })
  const page = await as('hanna', '/console/audit')
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible()
  const ask = async (typed: string) => {
    await page.keyboard.press('Control+K')
    const asks = page.getByRole('combobox', { name: 'Go anywhere' })
    await expect(asks).toBeFocused()
    await expect(asks).toHaveValue('')
    await page.keyboard.type(typed)
  }
  const status = page.getByRole('dialog').getByRole('status')
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true })

  await ask('del se')
  await expect(chosen).toHaveText('Selling · Delivery')
  await expect(status).toHaveText('1 found')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/console\/selling\/delivery$/)

  await ask(fileName.toLowerCase())
  await expect(chosen).toHaveText(`${fileName}Stock`)
  const field = page.getByRole('combobox', { name: 'Go anywhere' })
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/console\/imports\/[0-9a-f-]{36}$/)
  const sheet = page.getByRole('dialog', { name: fileName })
  await expect(sheet.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await ask('nobody of this name')
  await expect(page.getByText('Nothing of this name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)

  await ask('priya ram')
  await expect(chosen).toContainText('Priya Raman')
  const [app] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')])
  await expect(app.getByRole('heading', { level: 1, name: 'Priya Raman' })).toBeVisible()
  await app.close()

  const [storeId, priya] = [await hanna.storeId(), await hanna.customerId('Priya Raman')]
  const orders = await hanna.get<{ items: { number: string }[] }>(
    `/stores/${storeId}/customers/${priya}/orders`,
  )
  const number = orders.items[0]?.number ?? ''
  await ask(number.toLowerCase())
  await expect(page.getByRole('option', { name: `Order ${number} · Priya Raman` })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('two who change the rates of tax: the second is told by whom, and loses nothing', async ({
  as,
  colleague,
}) => {
  const page = await as('hanna', '/console/selling/tax/new')
  await page.getByRole('textbox', { name: 'Place' }).fill('PT')
  await page.getByRole('textbox', { name: 'Rate' }).fill('23')
  await page.getByRole('textbox', { name: 'On the receipt' }).fill('IVA')
  const other = await colleague('hanna')
  type Rate = { country: string; region: string | null; taxClass: string; label: string; ratePpm: number }
  const { rates } = await other.get<{ rates: Rate[] }>('/selling/tax-rates')
  const theirs = { country: 'GR', region: null, taxClass: 'standard', label: 'ΦΠΑ', ratePpm: 240_000 }
  await other.put('/selling/tax-rates', { rates: [...rates, theirs] })

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('Hanna Vogt changed other rates meanwhile')
  await expect(page.getByRole('textbox', { name: 'On the receipt' })).toHaveValue('IVA')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /^Portugal .* IVA 23 %$/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Greece .* ΦΠΑ 24 %$/ })).toBeVisible()
  await other.put('/selling/tax-rates', { rates })
})

test('CUS-8: a rule that takes people asks with their number, one that takes nobody more does not', async ({
  as,
  colleague,
}) => {
  const hanna = await colleague('hanna')
  type Due = { count: number; more: boolean }
  const { count } = await hanna.get<Due>('/retention/customers/try?months=1')
  expect(count).toBeGreaterThan(1)
  const inForce = async () => {
    const { rules } = await hanna.get<{ rules: { kind: string; months: number | null }[] }>('/retention')
    return rules.find(rule => rule.kind === 'customers')?.months
  }
  const before = await inForce()
  const page = await as('hanna', '/console/privacy')
  const months = page.getByRole('textbox', { name: 'Erase customers without contact or order for: months' })
  const save = page.getByRole('button', { name: 'Save' }).first()
  await months.fill('1')
  await save.click()
  const sure = page.getByRole('dialog', { name: `Erase ${count} customers?` })
  await expect(
    sure.getByText(`Tonight this rule erases ${count} customers for good`, { exact: false }),
  ).toBeVisible()
  const erase = sure.getByRole('button', { name: `Erase ${count} customers` })
  await expect(erase).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(sure).toHaveCount(0)
  expect(await inForce()).toBe(before)

  await save.click()
  await sure.getByRole('textbox').fill(String(count))
  await erase.click()
  await expect(sure).toHaveCount(0)
  await expect(save).toBeDisabled()
  expect(await inForce()).toBe(1)
  await months.fill('')
  await save.click()
  await expect(save).toBeDisabled()
  await expect.poll(inForce).toBe(null)
  await hanna.put('/retention/customers', { months: before ?? null })
})

test('CUS-2: an order that a colleague has decided, and a number that no order has, are said as what they are', async ({
  as,
  colleague,
}) => {
  const hanna = await colleague('hanna')
  const bought = (number: string, customer: object) => ({
    source: 'queue',
    externalId: number,
    number,
    version: '2026-03-04T10:00:00.000Z',
    placedAt: '2026-03-04T10:00:00.000Z',
    currency: 'EUR',
    store: 'Berlin Mitte',
    origin: 'remote',
    customer,
    lines: [{ name: 'Linen throw', quantity: 1, unitPriceMinor: 18_000, totalMinor: 18_000 }],
    totalMinor: 18_000,
  })
  const [phone, email] = ['+49 171 3920991', 'otto.quick@example.com']
  await hanna.post('/orders', bought('QUICK-1', { firstName: 'Ottilie', lastName: 'Quick', phone }))
  await hanna.post('/orders', bought('QUICK-2', { firstName: 'Otto', lastName: 'Quick', email }))
  const both = { firstName: 'O.', lastName: 'Quick', phone, email }
  const { orderId } = await hanna.post<{ orderId: string }>('/orders', bought('QUICK-3', both))

  const page = await as('hanna', `/console/queue/${orderId}`)
  await expect(page.getByRole('heading', { name: 'Order QUICK-3' })).toBeVisible()
  // Nobody is told of an order that stays a guest's, so this screen finds out by its own press.
  await hanna.post(`/orders/${orderId}/resolve`, { as: { kind: 'guest' } })
  await page.getByRole('button', { name: 'Make a new customer' }).click()
  await expect(page.getByText('A colleague has just decided order QUICK-3.')).toBeVisible()
  await expect(page.getByText('This order has been decided.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'QUICK-3' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Make a new customer' })).toHaveCount(0)

  await page.goto('/console/audit?action=order.resolved')
  await expect(page.getByRole('row', { name: /^Said whose order it is QUICK-3/ })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Which actions' })).toHaveValue('order.resolved')

  await page.goto('/console/rules/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Country')
  await page.getByRole('combobox', { name: 'from' }).selectOption('the country of the phone number')
  const trial = page.getByRole('region', { name: 'Try it on a past order' })
  await trial.getByRole('textbox').fill('QUICK-4')
  await trial.getByRole('button').click()
  await expect(trial.getByRole('alert')).toHaveText('No order of your stores has the number QUICK-4.')
})
