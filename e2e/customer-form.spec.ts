import { deskSize, expect, phoneSize, test } from './walk.ts'

test('CUS-7: who is typed in anew is offered as the customer they are; unsaved words survive back and reload', async ({
  as,
  colleague,
}) => {
  const me = await colleague('theo')
  await me.meets({ firstName: 'Hedwig', lastName: 'Sommerfeldt', phone: '+491605550702' })
  const theo = await as('theo', '/app/customers', phoneSize)
  await theo.getByRole('button', { name: 'Add a customer' }).click()
  const sheet = theo.getByRole('dialog', { name: 'Add a customer' })
  await sheet.getByLabel('First name').fill('Hedwig')
  await sheet.getByLabel('Last name').fill('Sommerfeld')
  const offered = sheet.getByRole('region', { name: 'Who it may be already' })
  await expect(offered.getByText('Is it one of these?')).toBeVisible()
  await expect(offered.getByRole('link', { name: /Hedwig Sommerfeldt.*A similar name/ })).toBeVisible()
  await sheet.getByRole('textbox', { name: 'Phone' }).pressSequentially('01605550702')
  await expect(sheet.getByRole('textbox', { name: 'Phone' })).toHaveValue(/^0160\D5550702$/)
  await expect(offered.getByText('Already a customer')).toBeVisible()

  await theo.reload()
  await expect(sheet.getByLabel('Last name')).toHaveValue('Sommerfeld')
  await theo.goBack()
  await expect(sheet).toHaveCount(0)
  await theo.getByRole('button', { name: 'Add a customer' }).click()
  await expect(sheet.getByText('What you typed before is still here.')).toBeVisible()

  // Going on all the same is refused, in words, with the way to them.
  await sheet.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(sheet.getByRole('alert')).toContainText('Hedwig Sommerfeldt is already a customer')
  await expect(sheet.getByRole('alert').getByRole('link', { name: /Open Hedwig/ })).toBeInViewport({
    ratio: 1,
  })
  await offered.getByRole('link', { name: /Hedwig Sommerfeldt/ }).click()
  await expect(theo.getByRole('heading', { name: /Hedwig Sommerfeldt/ })).toBeVisible()
})

test('CUS-7: a late answer takes nobody away from where they are, and a lost one makes nobody twice', async ({
  as,
}) => {
  const theo = await as('theo', '/app/customers?list=store', phoneSize)
  const sheet = theo.getByRole('dialog', { name: 'Add a customer' })
  const add = async (firstName: string, phone: string) => {
    await theo.getByRole('button', { name: 'Add a customer' }).click()
    await sheet.getByLabel('First name').fill(firstName)
    await sheet.getByRole('textbox', { name: 'Phone' }).fill(phone)
    await sheet.getByRole('button', { name: 'Add', exact: true }).click()
  }
  // The answer to the first try is lost on the way; the second is the same try.
  await theo.route(/\/customers$/, async route => {
    await route.fetch()
    await route.abort()
  })
  await add('Henrike', '+49 160 5550711')
  await expect(sheet.getByRole('alert')).toBeVisible()
  await theo.unrouteAll()
  await sheet.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(theo.getByRole('heading', { name: 'Henrike' })).toBeVisible()

  const slow = async (answer: RegExp, from: () => Promise<void>, leave: () => Promise<void>) => {
    const held = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    await theo.route(answer, async route => {
      if (route.request().method() === 'GET') return route.continue()
      asked.resolve()
      await held.promise
      await route.continue()
    })
    await from()
    await asked.promise
    await leave()
    const answered = theo.waitForResponse(
      response => response.request().method() !== 'GET' && answer.test(response.url()),
    )
    held.resolve()
    await (await answered).finished()
    await theo.unrouteAll()
  }
  // Saved while one goes back: once back is enough.
  const heading = theo.getByRole('heading', { name: /^Henrike/ })
  await theo.getByRole('link', { name: 'Edit Henrike' }).click()
  await theo.getByRole('textbox', { name: 'Last name' }).fill('Aust')
  await slow(
    /\/customers\/[^/]+$/,
    () => theo.getByRole('button', { name: 'Save', exact: true }).click(),
    async () => {
      await theo.getByRole('button', { name: 'Back' }).click()
      await expect(heading).toBeVisible()
    },
  )
  await expect(theo.getByRole('heading', { name: 'Henrike Aust' })).toBeVisible()

  // Added while one looks at something else.
  await theo.getByRole('button', { name: 'Back' }).click()
  const products = theo.getByRole('heading', { name: 'Products' })
  await slow(
    /\/customers$/,
    () => add('Hiltrud', '+49 160 5550712'),
    async () => {
      await theo.getByRole('button', { name: 'Close' }).click()
      await theo.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' }).click()
      await expect(products).toBeVisible()
    },
  )
  await theo.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click()
  await theo
    .getByRole('link', { name: /^Hiltrud/ })
    .first()
    .click()
  await expect(theo.getByRole('heading', { name: 'Hiltrud' })).toBeVisible()

  // A double tap goes one page on, and one back.
  await theo.getByRole('button', { name: 'Message', exact: true }).dblclick()
  await expect(theo).toHaveURL(/\/opt-in$/)
  await theo.goBack()
  await expect(theo.getByRole('heading', { name: 'Hiltrud' })).toBeVisible()
})

test('IMP-4: of two who edit a customer the second is told what changed, keeps their words, and chooses', async ({
  as,
  colleague,
}) => {
  const me = await colleague('maya')
  const { storeId, customerId } = await me.meets({
    firstName: 'Ludmilla',
    lastName: 'Arend',
    phone: '+491605550703',
  })
  const path = `/app/customers/${customerId}/edit`
  const maya = await as('maya', path, phoneSize)
  const theo = await as('theo', path, deskSize)
  await maya.getByRole('textbox', { name: 'City' }).fill('Potsdam')
  await maya.getByRole('textbox', { name: 'Last name' }).fill('Arend-Voss')
  // Nothing live reaches this phone from here on: only the refusal can tell.
  await maya.route(/\/api\/v1\/live/, route => route.abort())
  await maya.reload()
  await expect(maya.getByText('Your unsaved changes are still here.')).toBeVisible()
  await expect(maya.getByRole('textbox', { name: 'City' })).toHaveValue('Potsdam')

  await theo.getByRole('textbox', { name: 'City' }).fill('Hamburg')
  await theo.getByLabel('Birthday').fill('1988-11-27')
  await theo.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(theo.getByRole('heading', { name: /Ludmilla Arend/ })).toBeVisible()

  const told = maya.getByRole('region', { name: 'Someone changed Ludmilla meanwhile' })
  await expect(told).toHaveCount(0)
  await maya.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(told.getByText('Birthday: 27 November 1988')).toBeVisible()
  const both = told.getByRole('group', { name: 'You both changed: City' })
  await expect(both.getByRole('button', { name: /Hamburg/ })).toBeVisible()
  await expect(maya.getByRole('textbox', { name: 'City' })).toHaveValue('Potsdam')
  await expect(maya.getByText('Choose between yours and theirs first.')).toBeVisible()
  await both.getByRole('button', { name: /Potsdam/ }).click()
  await maya.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(maya.getByRole('heading', { name: /Ludmilla Arend-Voss/ })).toBeVisible()
  const saved = await me.get<{ city: string; birthday: string; lastName: string }>(
    `/stores/${storeId}/customers/${customerId}`,
  )
  expect(saved).toMatchObject({ city: 'Potsdam', birthday: '1988-11-27', lastName: 'Arend-Voss' })
})

test('CON-1: several ways to reach a customer; one that is another’s is refused, with the way to them', async ({
  as,
  colleague,
}) => {
  const me = await colleague('maya')
  const { customerId } = await me.meets({ firstName: 'Irmgard', lastName: 'Tiede', phone: '+491605550704' })
  await me.meets({ firstName: 'Roswitha', lastName: 'Lange', phone: '+491605550705' })
  const maya = await as('maya', `/app/customers/${customerId}/edit`, phoneSize)
  await maya.getByRole('button', { name: 'Phone', exact: true }).click()
  await maya.getByRole('textbox', { name: 'Phone' }).fill('0160 5550705')
  await maya.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(maya.getByText('This belongs to Roswitha Lange.')).toBeVisible()
  await expect(maya.getByRole('link', { name: 'Open Roswitha Lange' })).toBeVisible()
  await maya.getByRole('textbox', { name: 'Phone' }).fill('0160 5550706')
  await maya.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(maya.getByText('+49 160 5550706')).toBeVisible()
  await maya.getByRole('button', { name: 'Change +49 160 5550704' }).click()
  await expect(maya.getByText('What was agreed on it stays on record.')).toBeVisible()
  await maya.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(maya.getByText('+49 160 5550704')).toHaveCount(0)
  // The big Save means what stands typed in an open part as well; what cannot be saved holds the form open.
  await maya.getByRole('textbox', { name: 'City' }).fill('Celle')
  await maya.getByRole('button', { name: 'Change +49 160 5550706' }).click()
  await maya.getByRole('textbox', { name: 'Phone' }).fill('0160 5550705')
  await maya.getByRole('button', { name: 'Email', exact: true }).click()
  await maya.getByRole('textbox', { name: 'Email' }).fill('tiede@example.com')
  await maya.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(maya.getByText('This belongs to Roswitha Lange.')).toBeVisible()
  await expect(maya.getByRole('textbox', { name: 'Email' })).toHaveValue('tiede@example.com')
  await maya.getByRole('textbox', { name: 'Phone' }).fill('0160 5550707')
  await maya.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(maya.getByRole('heading', { name: /Irmgard Tiede/ })).toBeVisible()
  type Saved = { city: string; contactPoints: { value: string }[] }
  const saved = await me.get<Saved>(`/stores/${await me.storeId()}/customers/${customerId}`)
  expect(saved.city).toBe('Celle')
  expect(saved.contactPoints.map(point => point.value).sort()).toEqual(['+491605550707', 'tiede@example.com'])
})
