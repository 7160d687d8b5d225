import type { Page } from '@playwright/test'
import { choose } from './choose.ts'
import { emailOf } from './people.ts'
import { Thread } from './thread.ts'
import { expect, phoneSize, test } from './walk.ts'

test('INB-5: a message is found by its words, and the jump shows it where it was said', async ({ as }) => {
  const maya = await as('maya')
  await maya.getByRole('button', { name: 'Search', exact: true }).click()
  await maya.getByRole('searchbox', { name: 'Words, name or number' }).fill('Frau Hölzl')
  const hit = maya.getByRole('link', { name: /Inès Laurent/ })
  await expect(hit.locator('mark')).toHaveText(['Frau', 'Hölzl'])
  await hit.click()
  const found = new Thread(maya).message(/Frau Hölzl takes two centimetres off/)
  await expect(found).toHaveAttribute('data-found', 'true')
  await expect(found).toBeInViewport()
  await expect(maya).toHaveURL(/around=\d+/)
})

test('INB-5: a customer is found by name and by number, and nothing found says so', async ({ as }) => {
  const maya = await as('maya', '/app/chat?find=')
  const field = maya.getByRole('searchbox', { name: 'Words, name or number' })
  await field.fill('Dahl')
  await expect(maya.getByRole('link', { name: /Henrik Dahl/ }).first()).toBeVisible()
  await field.fill('0701740605')
  await expect(maya.getByRole('link', { name: /Henrik Dahl/ }).first()).toBeVisible()
  await field.fill('qqxyzzy')
  await expect(maya.getByText('Nothing found for “qqxyzzy”.')).toBeVisible()
})

test('INB-1 INB-4: what is archived is one tap away, and readable', async ({ as }) => {
  const theo = await as('theo', '/app/chat?inbox=store', phoneSize)
  await expect(theo.getByRole('link', { name: /Stefan Maurer/ })).toHaveCount(0)
  await theo.getByRole('button', { name: 'Archived' }).click()
  await expect(theo.getByRole('button', { name: 'Archived' })).toHaveAttribute('aria-pressed', 'true')
  await theo.getByRole('link', { name: /Stefan Maurer/ }).click()
  const thread = new Thread(theo)
  await thread.shows('Ich hänge eine L für Sie weg.')
  await expect(thread.field).toHaveCount(0)
})

test('ACC-1: who works in two stores says where they are, sees only that store, and can switch', async ({
  as,
}) => {
  const sena = await as('sena', '/app/', phoneSize)
  await expect(sena.getByRole('heading', { name: 'Wo sind Sie heute?' })).toBeVisible()
  await sena.getByRole('button', { name: /Hamburg Neuer Wall/ }).click()
  await choose(sena.getByRole('radio', { name: /^Filiale/ }))
  await expect(sena.getByRole('link', { name: /Imke Claasen/ })).toBeVisible()
  await expect(sena.getByRole('link', { name: /Priya Raman/ })).toHaveCount(0)
  await sena.reload()
  await expect(sena.getByRole('link', { name: /Imke Claasen/ })).toBeVisible()
  await sena.getByRole('link', { name: 'Mehr' }).click()
  await sena.getByRole('combobox', { name: 'Filiale' }).selectOption({ label: 'Berlin Mitte' })
  await sena.goto('/app/chat?inbox=store')
  await expect(sena.getByRole('link', { name: /Priya Raman/ })).toBeVisible()
  await expect(sena.getByRole('link', { name: /Imke Claasen/ })).toHaveCount(0)
})

test('CUS-1 CUS-2: an address that makes no sense shows the list as usual, or says that nobody is there', async ({
  as,
}) => {
  const page = await as('maya', '/app/customers?list=store&sort=zzz&where=%7Bbroken')
  await expect(page.getByText('Last contact', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /Priya Raman/ })).toBeVisible()
  await page.goto('/app/customers/not-an-id/orders')
  await expect(page.getByText('This customer is not here', { exact: false })).toBeVisible()
})

test('ACC-1: what belongs to another store looks like what does not exist', async ({ as, colleague }) => {
  const eli = await colleague('eli')
  const id = await eli.conversationWith('Andre Boateng')
  const maya = await as('maya', `/app/chat/${id}`)
  await expect(maya.getByText('This conversation is not here, or belongs to another store.')).toBeVisible()
  await maya.goto('/app/chat/01a2035f-0000-7000-8000-000000000000')
  await expect(maya.getByText('This conversation is not here, or belongs to another store.')).toBeVisible()
})

test('the app speaks German and back, and is dark when asked', async ({ stranger }) => {
  const luca = await stranger('/app/sign-in', phoneSize)
  await enter(luca, emailOf('luca'), 'maison-alder')
  await luca.getByRole('button', { name: /Berlin Mitte/ }).click()
  await luca.getByRole('link', { name: 'More' }).click()
  await luca.getByLabel('Language').selectOption('de')
  await expect(luca.getByRole('heading', { name: 'Mehr' })).toBeVisible()
  await luca.reload()
  await expect(luca.getByRole('heading', { name: 'Mehr' })).toBeVisible()
  await luca.getByLabel('Sprache').selectOption('en')
  await expect(luca.getByRole('heading', { name: 'More', exact: true })).toBeVisible()

  await choose(luca.getByRole('radio', { name: 'Dark' }))
  const ground = luca.locator('body')
  await expect(ground).toHaveCSS('background-color', 'rgb(21, 20, 18)')
  await luca.reload()
  await expect(ground).toHaveCSS('background-color', 'rgb(21, 20, 18)')
  await choose(luca.getByRole('radio', { name: 'Light' }))
  await expect(ground).toHaveCSS('background-color', 'rgb(251, 249, 246)')
})

test('ACC-1: signing in says what is wrong, signing out ends it', async ({ stranger }) => {
  const page = await stranger('/app/customers?list=store')
  await expect(page).toHaveURL(/sign-in/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Enter your email address.')).toBeVisible()
  await enter(page, emailOf('clara'), 'maison-elder')
  await expect(page.getByRole('alert')).toHaveText(
    'Email or password is not right. Check both and try again.',
  )
  await enter(page, emailOf('clara'), 'maison-alder')
  await page.getByRole('button', { name: /Berlin Mitte/ }).click()
  await expect(page).toHaveURL(/customers\?list=store/)
  await page.getByRole('link', { name: 'Mehr' }).click()
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await page.goto('/app/chat')
  await expect(page).toHaveURL(/sign-in/)
})

async function enter(page: Page, email: string, password: string) {
  await page.getByLabel(/^E-?mail/i).fill(email)
  await page.getByRole('textbox', { name: /^Pass/ }).fill(password)
  await page.getByRole('button', { name: /^(Sign in|Anmelden)$/ }).click()
}
