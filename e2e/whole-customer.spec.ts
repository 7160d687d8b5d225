import type { Page } from '@playwright/test'
import { deskSize, expect, phoneSize, test } from './walk.ts'

const address = { line1: 'Weserstraße 12', postcode: '12047', city: 'Berlin', country: 'DE' }
const bought = (externalId: string, more: object, productName: string) => ({
  source: 'whole',
  externalId,
  number: externalId,
  version: '2026-03-04T10:00:00.000Z',
  placedAt: '2026-03-04T10:00:00.000Z',
  currency: 'EUR',
  store: 'Berlin Mitte',
  origin: 'remote',
  customer: { firstName: 'Wilhelmine', lastName: 'Quast', address, ...more },
  lines: [{ name: productName, quantity: 1, unitPriceMinor: 18_000, totalMinor: 18_000 }],
  totalMinor: 18_000,
})
/** One person, who left a phone the first time and an email the second. */
const file = {
  name: 'Web shop.ndjson',
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(
    [
      bought('QUAST-7001', { phone: '+49 171 3920881' }, 'Walnut tray'),
      bought('QUAST-7002', { email: 'w.quast@example.com' }, 'Linen throw'),
    ]
      .map(order => JSON.stringify(order))
      .join('\n'),
  ),
}

test('CUS-2 CUS-4 CUS-7 CUS-8 IMP-1: orders come from a file, make a profile, are merged, taken apart, and erased', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const hanna = await as('hanna', '/console/imports/new')
  await hanna.locator('input[type=file]').setInputFiles(file)
  const sheet = hanna.getByRole('dialog', { name: file.name })
  await sheet.getByRole('button', { name: 'Try it out' }).click()
  await sheet.getByRole('button', { name: 'Import 2 records' }).click()
  await expect(sheet.getByText('All 2 records have been read.')).toBeVisible({ timeout: 30_000 })

  const list = '/app/customers?list=store&q=quast'
  const maya = await as('maya', list, phoneSize)
  const found = maya.getByRole('link', { name: /Wilhelmine Quast/ })
  await expect(found).toHaveCount(2)
  await maya.goto('/app/customers?list=store&q=QUAST-7001')
  await found.click()
  await expect(maya.getByText('1 purchase', { exact: true })).toBeVisible()
  await maya.getByRole('tab', { name: 'Notes' }).click()
  await maya.getByRole('textbox', { name: 'Note on Wilhelmine' }).click()
  await maya.keyboard.type('Collects walnut, ask @the')
  await expect(maya.getByRole('option', { name: 'Theo Hartmann' })).toBeVisible()
  await maya.keyboard.press('Enter')
  await maya.getByRole('button', { name: 'Save' }).click()
  await expect(maya.getByRole('listitem').filter({ hasText: 'Collects walnut' })).toContainText('@Theo')

  await hanna.goto('/console/duplicates')
  await hanna.getByRole('combobox', { name: 'Store' }).selectOption({ label: 'Berlin Mitte' })
  const pair = hanna.getByRole('link', { name: 'Wilhelmine Quast · Wilhelmine Quast' })
  await expect(async () => {
    await hanna.reload()
    await expect(pair).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 60_000 })
  await expect(hanna.getByText('same name and address')).toBeVisible()
  const other = await as('hanna', new URL(hanna.url()).pathname + new URL(hanna.url()).search)
  await expect(other.getByRole('link', { name: 'Wilhelmine Quast · Wilhelmine Quast' })).toBeVisible()
  await pair.click()
  // Only what differs is asked, codes have their names, and one order is one order.
  const equal = hanna.getByRole('region', { name: 'The same in both' })
  await expect(equal).toContainText('CountryGermany')
  await expect(hanna.getByRole('group', { name: 'Country' })).toHaveCount(0)
  await expect(hanna.getByText(/^Moved along: .*\b1 order\b/)).toBeVisible()
  // Each stands open on a screen: the one who goes leads to the one who stays.
  const open: Page[] = []
  for (const number of ['QUAST-7001', 'QUAST-7002']) {
    const page = await as('theo', `/app/customers?list=store&q=${number}`)
    await page.getByRole('link', { name: /Wilhelmine Quast/ }).click()
    await expect(page.getByText('1 purchase', { exact: true })).toBeVisible()
    open.push(page)
  }
  const before = open.map(page => page.url().split('?')[0])
  await hanna.getByRole('button', { name: 'Merge them' }).click()
  await expect(hanna.getByRole('button', { name: 'Undo', exact: true })).toBeVisible()
  for (const page of open) await expect(page.getByText('2 purchases', { exact: true })).toBeVisible()
  const [first, second] = open.map(page => page.url().split('?')[0])
  expect(first).toBe(second)
  expect(before).toContain(first)
  for (const address of before) {
    await maya.goto(address ?? '')
    await expect(maya.getByText('2 purchases', { exact: true })).toBeVisible()
  }
  await expect(other.getByRole('link', { name: 'Wilhelmine Quast · Wilhelmine Quast' })).toHaveCount(0)
  await expect(other.getByText('Wilhelmine Quast → Wilhelmine Quast')).toBeVisible()
  await maya.goto(list)
  await expect(found).toHaveCount(1)
  await found.click()
  await expect(maya.getByText('2 purchases', { exact: true })).toBeVisible()
  await maya.getByRole('tab', { name: 'Notes' }).click()
  await expect(maya.getByText('Collects walnut', { exact: false })).toBeVisible()

  await hanna.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(hanna.getByRole('status').filter({ hasText: 'two again' })).toBeVisible()
  await maya.goto(list)
  await expect(found).toHaveCount(2)

  // Open on a screen, with something typed, while they are erased: nothing of them stays.
  const theo = open[0] as Page
  await theo.setViewportSize(deskSize.viewport)
  await theo.goto('/app/customers?list=store&q=QUAST-7001')
  const name = theo.getByText('Wilhelmine Quast')
  await theo.getByRole('link', { name: /Wilhelmine Quast/ }).click()
  await theo.getByRole('tab', { name: 'Notes' }).click()
  await theo.getByRole('textbox', { name: 'Note on Wilhelmine' }).fill('Prefers walnut')
  await theo.getByRole('link', { name: 'Edit Wilhelmine Quast' }).click()
  await theo.getByRole('textbox', { name: 'City' }).first().fill('Potsdam')
  await expect(theo.getByText('Not saved yet; kept on this device.')).toBeVisible()

  await hanna.goto('/console/privacy')
  await hanna.getByRole('combobox', { name: 'Store' }).selectOption({ label: 'Berlin Mitte' })
  await hanna.getByRole('searchbox', { name: /Name, phone/ }).fill('+49 171 3920881')
  await hanna.getByRole('button', { name: /Wilhelmine Quast/ }).click()
  await expect(hanna.getByRole('listitem').filter({ hasText: 'Maya' }).first()).toBeVisible()
  await hanna.getByRole('button', { name: 'Erase this person' }).click()
  await hanna.getByRole('textbox', { name: /to confirm/ }).fill('Wilhelmine Quast')
  await hanna.getByRole('button', { name: 'Erase for good' }).dblclick()
  await expect(hanna.getByText('Erased.')).toBeVisible()
  await expect(theo.getByText('This customer is not here', { exact: false })).toBeVisible()
  await expect(name).toHaveCount(0)
  const kept = () => Object.keys(localStorage).filter(key => key.startsWith('rapport:form'))
  expect(await theo.evaluate(kept)).toEqual([])
  await theo.getByRole('link', { name: 'To the customers' }).click()
  await expect(theo.getByRole('link', { name: 'To the customers' })).toHaveCount(0)
  await maya.goto(list)
  await expect(found).toHaveCount(1)
  await maya.goto('/app/customers?list=store&q=%2B491713920881')
  await expect(found).toHaveCount(0)
})
