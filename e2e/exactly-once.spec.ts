import { berlin } from './phone.ts'
import { Thread } from './thread.ts'
import { expect, phoneSize, test } from './walk.ts'

test('MSG-2: a double tap, and a tap with a reload in its middle, send once', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550201'
  const id = await (await colleague('maya')).hasWritten(carrier, {
    firstName: 'Doris',
    lastName: 'Ahrens',
    phone,
  })
  const maya = await as('maya', `/app/chat/${id}`)
  const thread = new Thread(maya)
  await thread.field.fill('Tapped twice')
  await thread.send.dblclick()
  await thread.delivered('Tapped twice')
  await carrier.hasOnce(phone, 'Tapped twice')

  // Enter and the button within the same breath.
  await thread.field.fill('Entered and tapped')
  await Promise.all([thread.field.press('Enter'), thread.send.click({ force: true })])
  await thread.delivered('Entered and tapped')

  // The answer of the server never arrives: the page is reloaded while the tap is under way.
  let held = 0
  await maya.route('**/api/v1/conversations/*/messages', async route => {
    if (route.request().method() !== 'POST' || held++ > 0) return route.continue()
    await route.fetch()
    await maya.reload()
  })
  await thread.write('Reloaded in the middle')
  await thread.delivered('Reloaded in the middle')
  await expect(thread.message('Reloaded in the middle')).toHaveCount(1)
  for (const words of ['Tapped twice', 'Entered and tapped', 'Reloaded in the middle'])
    await carrier.hasOnce(phone, words)
  expect((await carrier.thread(phone)).filter(each => each.direction === 'outbound-api')).toHaveLength(3)
})

test('MSG-7: what is written without a network is kept, and goes in order, once', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550202'
  const id = await (await colleague('maya')).hasWritten(carrier, {
    firstName: 'Edgar',
    lastName: 'Ahrens',
    phone,
  })
  const maya = await as('maya', `/app/chat/${id}`)
  const thread = new Thread(maya)
  await expect(thread.field).toBeVisible()
  await maya.context().setOffline(true)
  await expect(maya.getByText('No connection.')).toBeVisible()
  const words = ['First while away', 'Second while away', 'Third while away']
  for (const each of words) {
    await thread.write(each)
    await expect(thread.message(each)).toContainText('Waiting for network')
  }
  await expect(thread.message(/Good day, it is Edgar/)).toBeVisible()
  expect(await carrier.got(phone)).toEqual([])
  await maya.context().setOffline(false)
  for (const each of words) await thread.shows(each)
  await thread.delivered('Third while away')
  await expect(thread.log).not.toContainText('Waiting for network')
  await expect.poll(() => carrier.got(phone)).toEqual(words)
})

test('MSG-7: what waits for the network outlives the page', async ({ as, colleague, carrier }) => {
  const phone = '+491605550203'
  const id = await (await colleague('maya')).hasWritten(carrier, {
    firstName: 'Frauke',
    lastName: 'Ahrens',
    phone,
  })
  const maya = await as('maya', `/app/chat/${id}`)
  const thread = new Thread(maya)
  await maya.route('**/api/v1/conversations/*/messages', route =>
    route.request().method() === 'POST' ? route.abort('connectionfailed') : route.continue(),
  )
  await thread.write('Kept over the reload')
  await expect(thread.message('Kept over the reload')).toContainText('Waiting for network')
  await maya.unroute('**/api/v1/conversations/*/messages')
  await maya.reload()
  await thread.delivered('Kept over the reload')
  await expect.poll(() => carrier.got(phone)).toEqual(['Kept over the reload'])
})

test('MSG-6: going back, and a reload, never lose a draft', async ({ as, colleague, carrier }) => {
  const phone = '+491605550204'
  const id = await (await colleague('maya')).hasWritten(carrier, {
    firstName: 'Gesa',
    lastName: 'Ahrens',
    phone,
  })
  const maya = await as('maya', '/app/chat?inbox=store')
  await maya.getByRole('link', { name: /Gesa Ahrens/ }).click()
  const thread = new Thread(maya)
  await thread.field.fill('Half a sentence that')
  await maya.goBack()
  await expect(maya).toHaveURL(/\/app\/chat\?inbox=store$/)
  await maya.getByRole('link', { name: /Gesa Ahrens/ }).click()
  await expect(thread.field).toHaveValue('Half a sentence that')
  await maya.reload()
  await expect(thread.field).toHaveValue('Half a sentence that')
  await maya.goto(`/app/customers`)
  await maya.goto(`/app/chat/${id}`)
  await expect(thread.field).toHaveValue('Half a sentence that')
  expect(await carrier.got(phone, berlin)).toEqual([])
})

test('MSG-2 INB-2: two tabs of one person send once, and reading in one clears the other', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550205'
  const id = await (await colleague('maya')).hasWritten(carrier, {
    firstName: 'Hauke',
    lastName: 'Ahrens',
    phone,
  })
  const first = await as('maya', `/app/chat/${id}`)
  const second = await first.context().newPage()
  await second.goto('/app/chat?inbox=store')
  const row = second.getByRole('link', { name: /Hauke Ahrens/ })
  await expect(row).toBeVisible()
  const one = new Thread(first)
  await one.write('From the first tab')
  await one.delivered('From the first tab')
  await row.click()
  const two = new Thread(second)
  await two.shows('From the first tab')
  await two.write('From the second tab')
  await one.delivered('From the second tab')
  await two.delivered('From the second tab')
  await expect.poll(() => carrier.got(phone)).toEqual(['From the first tab', 'From the second tab'])

  await first.goto('/app/customers')
  await second.goto('/app/chat')
  await carrier.say(phone, 'Are you both there?')
  await expect(row).toContainText('1 unread message')
  await first.goto(`/app/chat/${id}`)
  await one.shows('Are you both there?')
  await expect(row).not.toContainText('unread message')
})

test('MSG-6 MSG-7: nothing unseen is sent; what was written without a network goes when it is back, after a reload too', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550461'
  const maya = await colleague('maya')
  const id = await maya.hasWritten(carrier, { firstName: 'Edda', lastName: 'Bruch', phone })
  const page = await as('maya', `/app/chat/${id}`, phoneSize)
  const thread = new Thread(page)
  await thread.field.fill('\u200b\u2060 \ufeff')
  await expect(thread.send).toBeDisabled()
  await thread.write('Seen at the desk')
  await thread.delivered('Seen at the desk')
  // The app has to lie on the device before it can be opened without a network.
  await page.evaluate('navigator.serviceWorker.ready')
  await page.context().setOffline(true)
  await thread.write('Written in the tunnel')
  await page.reload()
  await expect(page.getByText('No connection to the server.')).toBeVisible()
  await page.context().setOffline(false)
  await carrier.hasOnce(phone, 'Written in the tunnel')
  await thread.delivered('Written in the tunnel')
})

test('MSG-7: a page that the network kept away comes whole when it is back, and nothing is reloaded', async ({
  as,
}) => {
  const maya = await as('maya', '/app/customers?list=store&q=raman')
  const priya = maya.getByRole('link', { name: /Priya Raman/ })
  await expect(priya).toBeVisible()
  await maya.evaluate('window.stood = true')
  const failed = maya.getByText('No connection to the server', { exact: false })
  const back = async () => {
    await maya.unrouteAll()
    await maya.evaluate(`dispatchEvent(new Event('online'))`)
  }
  await maya.route(/\/assets\/.*\.css$/, route => route.abort('internetdisconnected'))
  await priya.click()
  await expect(failed).toBeVisible()
  await back()
  await expect(maya.getByRole('heading', { name: /Priya Raman/, level: 1 })).toBeVisible()
  await expect(maya.locator('[data-profile]')).toHaveCSS('overflow-y', 'auto')

  await maya.route(/\/assets\/.*\.js$/, route => route.abort('internetdisconnected'))
  await maya.getByRole('tab', { name: 'Timeline' }).click()
  await expect(failed).toBeVisible()
  await back()
  await expect(maya.getByRole('button', { name: 'Bought', exact: true })).toBeVisible()
  expect(await maya.evaluate<boolean>(`'stood' in window`)).toBe(true)
})
