import { openHouse, workingHours } from './house.ts'
import { expect, test } from './walk.ts'

test('an empty start leads to a business of one’s own, whose admin can sign in', async ({ browser }) => {
  test.setTimeout(120_000)
  const house = await openHouse({ at: workingHours(), empty: true })
  const context = await browser.newContext({ baseURL: house.url })
  try {
    const page = await context.newPage()
    await page.goto('/app/')
    await expect(page.getByRole('heading', { name: 'Welcome to Rapport' })).toBeVisible()
    await page.goto(`/app/welcome?code=${house.setupCode}`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('This is needed.').first()).toBeVisible()
    await page.getByLabel('Name of the business').fill('Petit Atelier')
    await expect(page.getByLabel('Set-up code')).toHaveValue(house.setupCode)
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByLabel('First name').fill('Odile')
    await page.getByLabel('Last name').fill('Carrère')
    await page.getByLabel('Email').fill('odile@petit-atelier.example')
    const password = page.getByRole('textbox', { name: 'Password' })
    await password.fill('short')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('Ten characters at least.')).toBeVisible()
    await password.fill('a button and a thread')
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByLabel('Name of the store').fill('Petit Atelier Lyon')
    await page.getByLabel('City').fill('Lyon')
    await page.getByLabel('Country').selectOption('FR')
    await page.getByLabel('Time zone').selectOption('Europe/Paris')
    await page.getByRole('button', { name: 'Open the store' }).click()

    // Straight in, or by the front door: either way the admin is in their own house.
    await expect(page.getByRole('heading', { name: /^(Chat|Sign in)$/ })).toBeVisible()
    if (page.url().includes('sign-in')) {
      await page.getByLabel('Email').fill('odile@petit-atelier.example')
      await page.getByRole('textbox', { name: 'Password' }).fill('a button and a thread')
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await expect(page.getByRole('heading', { name: 'Chat' })).toBeVisible()
    await expect(page.getByText('No conversations of yours yet.')).toBeVisible()
    await expect(page).toHaveTitle(/Petit Atelier/)

    await page.goto('/app/customers?add=true')
    await page.getByLabel('First name').fill('Noé')
    await page.getByRole('textbox', { name: 'Phone' }).fill('12')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText(/This is not a phone number that can be reached/)).toBeVisible()
    await page.getByRole('textbox', { name: 'Phone' }).fill('06 39 98 01 23')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Noé' })).toBeVisible()
    await expect(page.getByRole('link', { name: '+33 6 39 98 01 23' })).toBeVisible()

    // The wizard is for once only.
    await page.goto(`/app/welcome?code=${house.setupCode}`)
    await expect(page).not.toHaveURL(/welcome/)
  } finally {
    await context.close()
    await house.close()
  }
})
