import type { Colleague } from './people.ts'
import { expect, phoneSize, test } from './walk.ts'

const version = '2026-01-01T10:00:00.000Z'
const coat = {
  externalId: 'walk-coat',
  version,
  name: 'Walking coat',
  variants: ['36', '38'].map(size => ({
    externalId: `walk-coat-${size}`,
    colour: 'Moss',
    size,
    prices: [{ currency: 'EUR', amountMinor: 69_000 }],
  })),
}
/** An order of the web shop by someone whom nobody knows yet. */
const bought = (externalId: string, placedAt: string, more: object = {}) => ({
  source: 'walk',
  externalId,
  number: externalId,
  version: placedAt,
  placedAt,
  currency: 'EUR',
  store: 'Berlin Mitte',
  staffEmail: 'maya@maisonalder.example',
  origin: 'remote',
  customer: {
    externalId: 'walk-odile',
    phone: '+49 171 3920771',
    email: 'odile.brandt@example.com',
    firstName: 'Odile',
    lastName: 'Brandt',
  },
  lines: [
    {
      variant: 'walk-coat-38',
      name: 'Walking coat',
      quantity: 1,
      unitPriceMinor: 69_000,
      totalMinor: 69_000,
    },
  ],
  totalMinor: 69_000,
  ...more,
})
const ship = {
  deliveries: [
    {
      carrier: 'DHL',
      tracking: '00340434161094',
      trackingUrl: 'https://tracking.example/00340434161094',
      shippedAt: '2026-03-05T10:00:00.000Z',
    },
  ],
  returns: [
    {
      kind: 'return',
      at: '2026-03-12T10:00:00.000Z',
      reason: 'Too long',
      amountMinor: 69_000,
      lines: [{ line: 1, quantity: 1 }],
    },
  ],
}

let customerId = ''
const bringIn = async (hanna: Colleague) => {
  await hanna.sends('/products:import', [coat])
  const order = bought('W-1001', '2026-03-04T10:00:00.000Z', ship)
  customerId = (await hanna.post<{ customerId: string }>('/orders', order)).customerId
}
test.beforeEach(async ({ colleague }) => {
  if (customerId === '') await bringIn(await colleague('hanna'))
})

test('CUS-2 IMP-1 IMP-3: an imported order brings a profile, and the next one shows on it at once', async ({
  as,
  colleague,
}) => {
  const maya = await as('maya', '/app/customers?list=store&q=odile', phoneSize)
  await maya.getByRole('link', { name: /Odile Brandt/ }).click()
  await expect(maya.getByRole('heading', { name: /Odile Brandt/, level: 1 })).toBeVisible()
  await expect(maya.getByText('1 purchase', { exact: true })).toBeVisible()

  const hanna = await colleague('hanna')
  await hanna.post('/orders', bought('W-1002', '2026-04-04T10:00:00.000Z'))
  await expect(maya.getByText('2 purchases', { exact: true })).toBeVisible()

  await maya.getByRole('tab', { name: 'Orders' }).click()
  await expect(maya).toHaveURL(/\/orders/)
  const orders = maya.getByRole('list', { name: 'Orders' })
  await expect(orders.getByRole('listitem')).toHaveCount(2)
  await orders.getByRole('link').last().click()
  await expect(maya.getByRole('heading', { name: 'Order W-1001' })).toBeVisible()
  await expect(maya.getByText('Too long', { exact: false })).toBeVisible()
  await expect(maya.getByRole('link', { name: /DHL 00340434161094/ })).toHaveAttribute(
    'href',
    /tracking\.example/,
  )
  await maya.getByRole('button', { name: 'Back' }).click()
  await expect(maya.getByRole('tab', { name: 'Orders' })).toHaveAttribute('aria-selected', 'true')

  // A low window, as of somebody who looks at it at twice the size: it begins at the top, and back is back to where one was.
  await maya.setViewportSize({ width: 640, height: 400 })
  await maya.reload()
  await expect(orders.getByRole('listitem')).toHaveCount(2)
  await expect(maya.getByRole('button', { name: 'Back' })).toBeInViewport()
  await orders.getByRole('link').last().scrollIntoViewIfNeeded()
  const scrolled = () => maya.locator('[data-profile]').evaluate(page => Math.round(page.scrollTop))
  const place = await scrolled()
  expect(place).toBeGreaterThan(0)
  await orders.getByRole('link').last().click()
  await expect(maya.getByRole('heading', { name: 'Order W-1001' })).toBeVisible()
  await maya.getByRole('button', { name: 'Back' }).click()
  await expect.poll(scrolled).toBe(place)
  await maya.setViewportSize(phoneSize.viewport)
  await maya.goBack()
  await expect(maya.getByRole('radio', { name: 'Store', exact: true })).toBeChecked()
})

test('CUS-4: a note mentions a colleague, is pinned, and what is deleted can be had back', async ({ as }) => {
  const maya = await as('maya', `/app/customers/${customerId}/notes`)
  const theo = await as('theo', `/app/customers/${customerId}/notes`)
  await expect(theo.getByText(/No notes on Odile/)).toBeVisible()
  const field = maya.getByRole('textbox', { name: 'Note on Odile' })
  await field.click()
  await maya.keyboard.type('Wants the hem shorter, ask @the')
  await expect(maya.getByRole('option', { name: 'Theo Hartmann' })).toBeVisible()
  await maya.keyboard.press('Enter')
  await expect(field).toHaveValue('Wants the hem shorter, ask @Theo ')
  await maya.getByRole('button', { name: 'Request', exact: true }).click()
  await maya.getByRole('button', { name: 'Save' }).dblclick()

  const note = theo.getByRole('listitem').filter({ hasText: 'Wants the hem shorter' })
  await expect(note).toHaveCount(1)
  await expect(maya.getByRole('listitem').filter({ hasText: 'Wants the hem shorter' })).toHaveCount(1)
  await expect(note.getByTitle('Theo Hartmann')).toHaveText('@Theo')
  await note.getByRole('button', { name: 'Pin', exact: true }).click()
  await theo.getByRole('tab', { name: 'Overview' }).click()
  await expect(theo.getByRole('list', { name: 'Pinned notes' })).toContainText('Wants the hem shorter')

  await maya.getByRole('button', { name: 'More about this note' }).click()
  await maya.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(maya.getByText(/No notes on Odile/)).toBeVisible()
  await maya.getByRole('button', { name: 'Undo' }).click()
  await expect(maya.getByText('Wants the hem shorter, ask')).toBeVisible()

  // Whoever leaves has decided: it is gone, though the time to think is not over.
  await maya.getByRole('button', { name: 'More about this note' }).click()
  await maya.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(maya.getByText(/No notes on Odile/)).toBeVisible()
  await maya.goto('about:blank')
  await expect(theo.getByRole('list', { name: 'Pinned notes' })).toHaveCount(0)
})

test('CUS-4: a note is changed by the keyboard, on two devices, and with a slow line', async ({
  as,
  colleague,
}) => {
  const api = await colleague('maya')
  const path = `/stores/${await api.storeId()}/customers/${customerId}/notes`
  const { id } = await api.post<{ id: string }>(path, { body: 'Size 38' })
  const maya = await as('maya', `/app/customers/${customerId}/notes`)
  const dots = maya.getByRole('button', { name: 'More about this note' })
  const field = maya.getByRole('textbox', { name: 'Note on Odile' })
  const notes = maya.getByRole('list', { name: 'Notes' })
  const change = async () => {
    await dots.click()
    await maya.getByRole('menuitem', { name: 'Change' }).click()
    await expect(field.last()).toBeFocused()
  }
  await change()
  await maya.keyboard.press('Escape')
  await expect(dots).toBeFocused()

  // The other device is first, and a colleague pins it: neither is lost.
  await change()
  await field.last().fill('Size 37')
  await api.patch(`/notes/${id}`, { body: 'Size 39' })
  await (await colleague('theo')).patch(`/notes/${id}`, { pinned: true })
  await notes.getByRole('button', { name: 'Save', exact: true }).click()
  const both = notes.getByRole('group', { name: /changed meanwhile/ })
  await expect(both.getByRole('button', { name: /Size 39/ })).toBeVisible()
  await expect(field.last()).toHaveValue('Size 37')
  await both.getByRole('button', { name: /Size 37/ }).click()
  await notes.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(both).toHaveCount(0)
  await expect(notes.getByText('Size 37')).toBeVisible()
  await expect(dots).toBeFocused()
  await expect(notes.getByRole('button', { name: 'Take the pin out' })).toBeVisible()

  // What was given up by mistake is had back; what is saved while one looks elsewhere does not stand there as unsaved.
  await field.fill('Brings her sister')
  await maya.getByRole('button', { name: 'Cancel' }).click()
  await expect(field).toHaveValue('')
  await maya.getByRole('button', { name: 'Undo' }).click()
  await expect(field).toHaveValue('Brings her sister')
  const held = Promise.withResolvers<void>()
  await maya.route(/\/notes$/, async route => {
    if (route.request().method() === 'POST') await held.promise
    await route.continue()
  })
  const asked = maya.waitForRequest(
    request => request.method() === 'POST' && request.url().endsWith('/notes'),
  )
  await maya.getByRole('button', { name: 'Save' }).click()
  await asked
  await maya.getByRole('tab', { name: 'Overview' }).click()
  await maya.getByRole('tab', { name: 'Notes' }).click()
  await expect(field).toHaveValue('Brings her sister')
  held.resolve()
  await expect(notes.getByText('Brings her sister')).toHaveCount(1)
  await expect(field).toHaveValue('')
  await maya.getByRole('tab', { name: 'Timeline' }).click()
  await expect(maya.getByText('Note by you').first()).toBeVisible()
})

test('CUS-4 NTF-1: who is mentioned is told at once, and has read it where it stands or in the list', async ({
  as,
  colleague,
}) => {
  const maya = await colleague('maya')
  const path = `/stores/${await maya.storeId()}/customers/${customerId}`
  const { staff } = await maya.get<{ staff: { id: string; firstName: string }[] }>(`${path}/colleagues`)
  const mentions = staff.filter(each => each.firstName === 'Theo').map(each => each.id)
  const note = (body: string) => maya.post(`${path}/notes`, { body, labels: [], pinned: false, mentions })

  const theo = await as('theo', '/app/mentions', phoneSize)
  await expect(theo.getByRole('list', { name: 'Mentions' }).getByRole('listitem').first()).toBeVisible()
  const bar = theo.getByRole('navigation', { name: 'Main' })
  await expect(bar.getByRole('link', { name: 'More', exact: true })).toBeVisible()
  await bar.getByRole('link', { name: 'Customers' }).click()

  await note('@Theo, she comes for the coat on Friday')
  const notice = theo.getByRole('alert').filter({ hasText: 'Maya mentions you in a note on Odile Brandt.' })
  await expect(notice).toHaveCount(1)
  await expect(bar.getByRole('link', { name: 'More 1 new mention of you' })).toBeVisible()
  await notice.getByRole('button', { name: 'Show' }).click()
  await expect(theo.getByText('@Theo, she comes for the coat')).toBeVisible()
  await expect(bar.getByRole('link', { name: 'More', exact: true })).toBeVisible()
  await expect(notice).toHaveCount(0)

  await bar.getByRole('link', { name: 'More' }).click()
  await note('@Theo, she would rather come on Saturday')
  await expect(notice).toHaveCount(1)
  await theo.getByRole('link', { name: 'Mentions 1 new mention of you' }).click()
  const first = theo.getByRole('list', { name: 'Mentions' }).getByRole('listitem').first()
  await expect(first).toContainText(/Odile Brandt\s*New.*on Saturday/)
  await expect(notice).toHaveCount(0)
  await expect(bar.getByRole('link', { name: 'More', exact: true })).toBeVisible()
  await first.getByRole('link').click()
  await expect(theo).toHaveURL(/\/notes$/)
  await theo.goBack()
  await theo.getByRole('button', { name: 'Back' }).click()
  await expect(theo).toHaveURL(/\/app\/more$/)
})

test('CUS-6: an associate adds a wish with the customer, and takes it away', async ({ as }) => {
  const maya = await as('maya', `/app/customers/${customerId}/wishlist`, phoneSize)
  await maya.getByRole('button', { name: 'Add a wish' }).click()
  await maya.getByRole('searchbox', { name: /Product/ }).fill('walking')
  await maya.getByRole('button', { name: /Walking coat/ }).click()
  await maya.getByRole('button', { name: '36', exact: true }).click()
  await maya.getByRole('button', { name: 'Add to the wishlist' }).click()
  const wishes = maya.getByRole('list', { name: 'Wishlist' })
  await expect(wishes.getByRole('listitem')).toContainText(/Walking coat.*Moss, 36.*€\s690/)
  await maya.getByRole('button', { name: 'Take Walking coat from the wishlist' }).click()
  await expect(maya.getByText(/No wishes of Odile/)).toBeVisible()
})

test('CUS-3: a manager gives a customer to an associate, who sees it; an associate is not offered it', async ({
  as,
}) => {
  const maya = await as('maya', `/app/customers/${customerId}`)
  await expect(maya.getByText('With no one yet · Berlin Mitte')).toBeVisible()
  await maya.getByRole('button', { name: 'More', exact: true }).click()
  await expect(maya.getByRole('button', { name: 'Whom Odile was with' })).toBeVisible()
  await expect(maya.getByRole('button', { name: 'Who takes care of Odile' })).toHaveCount(0)
  await maya.getByRole('button', { name: 'Close' }).click()

  const clara = await as('clara', '/app/')
  await clara.getByRole('button', { name: /Berlin Mitte/ }).click()
  await expect(clara.getByRole('heading', { name: 'Chat' })).toBeVisible()
  await clara.goto(`/app/customers/${customerId}`)
  await clara.getByRole('button', { name: 'Mehr', exact: true }).click()
  await clara.getByRole('button', { name: 'Wer sich um Odile kümmert' }).click()
  await clara.getByRole('button', { name: 'Maya Lindqvist' }).click()
  await expect(maya.getByText('With you · Berlin Mitte')).toBeVisible()

  await maya.getByRole('tab', { name: 'Timeline' }).click()
  await expect(maya.getByText('Given to you')).toBeVisible()
  await maya.getByRole('button', { name: 'Bought', exact: true }).click()
  await expect(maya.getByText('Given to you')).toHaveCount(0)
  await expect(maya.getByText('Bought for € 690').first()).toBeVisible()
})
