import type { Locator } from '@playwright/test'
import { choose } from './choose.ts'
import { newYork } from './phone.ts'
import { howLong, Thread } from './thread.ts'
import { expect, phoneSize, test } from './walk.ts'

const zoe = 'Zoe Thiele'

test('CON-3 CON-4 CON-5 CON-6 CON-7 INB-1 INB-2 INB-3 INB-6 MSG-1 MSG-2 MSG-3 MSG-6: a store and its customer write to each other, by consent, live', async ({
  as,
  stranger,
  place,
  carrier,
}) => {
  const maya = await as('maya', '/app/customers', phoneSize)

  // She finds someone who has never been asked.
  await choose(maya.getByRole('radio', { name: 'Store', exact: true }))
  await maya.getByRole('searchbox', { name: 'Name, phone, email or order' }).fill('zoe')
  await maya.getByRole('link', { name: zoe }).click()
  await expect(
    maya.getByRole('heading', { name: zoe }).getByRole('img', { name: 'Not asked yet' }),
  ).toBeVisible()
  const tel = await maya.getByRole('link', { name: 'Call', exact: true }).getAttribute('href')
  const phone = tel?.replace('tel:', '') ?? ''
  await maya.getByRole('button', { name: 'Message', exact: true }).click()

  // What the screen shows is to the letter what the phone gets.
  await maya
    .getByRole('textbox', { name: 'Your introduction' })
    .fill('Hello Zoe, it is Maya. Your scarf has come.')
  const preview = maya.getByRole('region', { name: 'Exactly what Zoe receives' })
  await expect(preview).toContainText('STOP')
  await expect(preview.getByText(/\d SMS/)).toBeVisible()
  const shown = await preview.locator('p').allTextContents()
  await maya.getByRole('button', { name: 'Send the request' }).click()
  const onMaya = new Thread(maya)
  await expect(maya.getByText('Waiting for Zoe’s answer')).toBeVisible()
  await expect(onMaya.field).toHaveCount(0)
  await expect(onMaya.heart(/asked/)).toBeVisible()
  await expect.poll(() => carrier.got(phone)).toHaveLength(1)
  const [request = ''] = await carrier.got(phone)
  for (const part of request.split('\n').filter(Boolean)) expect(shown.join('\n')).toContain(part)

  // Theo has the same conversation before him in another browser; Zoe holds her phone.
  const theo = await as('theo', '/app/chat?inbox=store', phoneSize)
  await theo.getByRole('link', { name: zoe }).click()
  const onTheo = new Thread(theo)
  await expect(theo.getByText('Waiting for Zoe’s answer')).toBeVisible()
  await expect(maya.getByText('Theo is here')).toBeVisible()
  const hers = await stranger(`${place.phoneUrl}/?person=${encodeURIComponent(phone)}&number=%2B493055570142`)
  const talk = hers.getByRole('log', { name: 'Messages' })
  await expect(talk).toContainText('Your scarf has come.')
  const say = async (words: string) => {
    await hers.getByRole('textbox', { name: 'Text message' }).fill(words)
    await hers.getByRole('button', { name: 'Send', exact: true }).click()
  }

  await say('YES')
  for (const screen of [onMaya, onTheo]) {
    await expect(screen.heart(/opted in/)).toBeVisible()
    await expect(screen.log).toContainText('Zoe opted in with')
    await expect(screen.field).toBeVisible()
  }
  await expect.poll(() => carrier.got(phone)).toHaveLength(2)

  // A quick reply by Maya, an answer by Theo: each on the other's screen, signed, without reload.
  await maya.getByRole('button', { name: 'Add to the message' }).click()
  await maya.getByRole('menuitem', { name: 'Quick reply' }).click()
  const replies = maya.getByRole('dialog', { name: 'Quick replies' })
  await replies.getByRole('listitem').first().getByRole('button').click()
  await expect(onMaya.field).not.toHaveValue('')
  const quick = (await onMaya.field.inputValue()).trim()
  await onMaya.send.click()
  await onMaya.delivered(quick)
  await onTheo.delivered(quick)
  await expect(onTheo.message(quick)).toContainText('Maya')
  await carrier.hasOnce(phone, quick)
  await expect(talk).toContainText(quick)

  await onTheo.field.pressSequentially('And I am Theo.')
  await expect(maya.getByText('Theo is typing')).toBeVisible()
  await onTheo.send.click()
  await onMaya.delivered('And I am Theo.')
  await onMaya.field.pressSequentially('Hm')
  await expect(theo.getByText('Maya is typing')).toBeVisible()
  await onMaya.field.fill('')

  // Away from the conversation, the customer's words make it unread: a bubble on Chat, a count on the row.
  await maya.getByRole('button', { name: 'Back to Chat' }).click()
  const row = maya.getByRole('link', { name: zoe })
  await expect(row).toBeVisible()
  const before = await unread(maya.getByRole('navigation', { name: 'Main' }))
  await say('Thank you both!')
  await expect(row).toContainText('1 unread message')
  await expect(row).toContainText('Waiting')
  await expect.poll(() => unread(maya.getByRole('navigation', { name: 'Main' }))).toBe(before + 1)
  await onTheo.shows('Thank you both!')
  await row.click()
  await onMaya.shows('Thank you both!')
  await maya.getByRole('button', { name: 'Back to Chat' }).click()
  await expect(row).not.toContainText('unread message')
  await expect.poll(() => unread(maya.getByRole('navigation', { name: 'Main' }))).toBe(before)
  await row.click()
  await expect(onMaya.field).toBeVisible()

  // STOP breaks the heart on both screens at once, closes the composer with the reason, and is confirmed once.
  await say('STOP')
  const ms = await howLong(
    Promise.all([onMaya, onTheo].map(screen => expect(screen.heart(/opted out/)).toBeVisible())),
  )
  test.info().annotations.push({ type: 'STOP to broken heart on both screens', description: `${ms} ms` })
  expect(ms).toBeLessThan(3000)
  for (const screen of [onMaya, onTheo]) {
    await expect(screen.field).toHaveCount(0)
    await expect(screen.page.getByText('Zoe asked us to stop')).toBeVisible()
    await expect(screen.page.getByText('START', { exact: true })).toBeVisible()
  }
  await expect.poll(() => carrier.got(phone)).toHaveLength(5)

  await say('START')
  for (const screen of [onMaya, onTheo]) {
    await expect(screen.heart(/opted in/)).toBeVisible()
    await expect(screen.field).toBeVisible()
  }
  await expect.poll(() => carrier.got(phone)).toHaveLength(6)
  await onMaya.write('Welcome back, Zoe')
  await carrier.hasOnce(phone, 'Welcome back, Zoe')
  // Nothing was confirmed twice: request, confirmation, two answers, stop, start, welcome.
  await expect.poll(() => carrier.got(phone)).toHaveLength(7)
})

test('INB-2: who signs in is told how many conversations wait, once', async ({ stranger, carrier }) => {
  await carrier.say('+19175550188', 'Is the green throw still there?', newYork)
  const eli = await stranger('/app/', phoneSize)
  await eli.getByLabel('Email').fill('eli@maisonalder.example')
  await eli.getByRole('textbox', { name: 'Password' }).fill('maison-alder')
  await eli.getByRole('button', { name: 'Sign in' }).click()
  const banner = eli.getByRole('status').filter({ hasText: /wait/ })
  await expect(banner).toContainText(/\d conversations? waits? for you/)
  await eli.reload()
  await expect(eli.getByRole('heading', { name: 'Chat' })).toBeVisible()
  await expect(eli.getByRole('link', { name: /Andre Boateng/ })).toBeVisible()
  await expect(banner).toHaveCount(0)
})

/** The bubble on Chat, as it is spoken. */
async function unread(nav: Locator): Promise<number> {
  const [words = ''] = await nav.getByText(/with unread messages in your inbox/).allTextContents()
  return Number.parseInt(words, 10) || 0
}
