import { expect } from '@playwright/test'
import { at, type Scene } from './scene.ts'
import type { Screen } from './screens.data.ts'
import { blazer, cartFor } from './shared-cart.ts'

/** The Console's screens that say most: a list, the wizard at its two full steps, a form beside its list, a long page. */
export const consoleScreens: readonly Screen[] = [
  { name: 'console-import-columns', who: 'hanna', show: scene => importing(scene, 'Till A.csv') },
  { name: 'console-import-check', who: 'hanna', show: checked },
  { name: 'console-imports', who: 'hanna', show: at('/console/imports') },
  { name: 'console-rule', who: 'hanna', show: at('/console/rules/new') },
  { name: 'console-selling', who: 'hanna', show: at('/console/selling') },
  { name: 'console-tax', who: 'hanna', show: at('/console/selling/tax/DE-standard') },
  { name: 'console-delivery', who: 'hanna', show: at('/console/selling/delivery') },
  { name: 'console-zone', who: 'hanna', show: aZone },
  { name: 'console-store', who: 'hanna', show: at('/console/selling/stores') },
  { name: 'console-seller', who: 'hanna', show: at('/console/selling/sellers/DE') },
  { name: 'console-payments', who: 'hanna', show: paidTwice },
  { name: 'console-payment', who: 'hanna', show: givenBack },
  { name: 'console-payments-none', who: 'hanna', show: at('/console/payments?show=kept') },
  { name: 'console-key', who: 'hanna', show: at('/console/integrations/new') },
  { name: 'console-privacy', who: 'hanna', show: at('/console/privacy') },
  { name: 'console-stuck-none', who: 'hanna', show: at('/console/payments?show=stuck') },
  { name: 'console-duplicates', who: 'hanna', show: at('/console/duplicates') },
  { name: 'console-merge', who: 'hanna', show: aPair },
  { name: 'console-audit', who: 'hanna', show: at('/console/audit') },
  { name: 'console-audit-entry', who: 'hanna', show: anEntry },
  { name: 'console-audit-none', who: 'hanna', show: at('/console/audit?until=2020-01-01') },
  { name: 'console-columns', who: 'hanna', show: columns },
  { name: 'console-anywhere', who: 'hanna', show: anywhere },
]

/** A till's orders of 2025, as German spreadsheets write them; every 17th has a price that is none. */
export function fileOfOrders(name: string, prefix: string, count: number) {
  const rows = Array.from({ length: count }, (_, n) =>
    [
      `${prefix}-${1000 + n}`,
      `${1 + (n % 28)}.0${1 + (n % 9)}.2025 10:0${n % 10}`,
      'Berlin Mitte',
      'Ida',
      `Öz ${n % 90}`,
      `${prefix.toLowerCase()}${n % 90}@example.com`,
      `030 2312${100 + (n % 90)}`,
      'Leinenhemd',
      36 + (n % 10),
      1,
      n % 17 === 0 ? 'teuer' : '89,00',
    ].join(';'),
  )
  const head = 'Bestellnummer;Datum;Filiale;Vorname;Nachname;E-Mail;Telefon;Artikel;Größe;Menge;Einzelpreis'
  return { name, mimeType: 'text/csv', buffer: Buffer.from([head, ...rows].join('\r\n')) }
}

async function importing({ page }: Scene, name: string) {
  await page.goto('/console/imports/new')
  await page.locator('input[type=file]').setInputFiles(fileOfOrders(name, 'P', 60))
  await expect(page.getByRole('combobox', { name: 'Currency' })).toBeVisible()
}

async function checked(scene: Scene) {
  await importing(scene, 'Till B.csv')
  const { page } = scene
  await page.getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'The same for all …' })
  await page.getByRole('textbox', { name: 'Currency of all records' }).fill('EUR')
  await page.getByRole('textbox', { name: 'Time zone of times' }).focus()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await expect(page.getByText('4 records cannot be taken.', { exact: false })).toBeVisible({
    timeout: 20_000,
  })
}

async function aZone({ page }: Scene) {
  await page.goto('/console/selling/delivery')
  await page.getByRole('link', { name: 'Germany' }).click()
  await expect(page.getByRole('textbox', { name: 'Zone' })).toHaveValue('Germany')
}

async function aPair({ page }: Scene) {
  await page.goto('/console/duplicates')
  await page.getByRole('link', { name: 'Camille Roux · Camille Roux' }).click()
  await expect(page.getByRole('button', { name: 'Merge them' })).toBeVisible()
}

async function anEntry({ page }: Scene) {
  await page.goto('/console/audit?action=api_key.created')
  await page.getByRole('link', { name: 'Made an API key' }).last().click()
  await expect(page.getByRole('heading', { level: 2, name: 'Made an API key' })).toBeVisible()
}

async function columns({ page }: Scene) {
  await page.goto('/console/integrations')
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
}

async function anywhere({ page }: Scene) {
  await page.goto('/console/imports')
  await expect(page.getByRole('heading', { name: 'Imports' })).toBeVisible()
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Go anywhere' }).fill('an')
  await expect(page.getByRole('group', { name: 'Customers' })).toBeVisible()
}

/** Somebody has just paid twice, and the second payment goes back by rule. */
async function paidTwice(scene: Scene) {
  const { page } = scene
  const cart = await cartFor(await scene.colleague('maya'), 'Twyla', [blazer])
  await page.goto(cart.path)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByRole('button', { name: 'Pay twice' }).click()
  await page.goto(`${scene.url}/console/payments`)
  const back = page.getByRole('row', { name: /^Paid twice .*Given back/ }).first()
  await expect(back).toBeVisible({ timeout: 30_000 })
}

async function givenBack(scene: Scene) {
  await paidTwice(scene)
  const { page } = scene
  await page.getByRole('link', { name: 'Paid twice' }).first().click()
  await expect(page.getByText('The cart was paid already.')).toBeVisible()
}
