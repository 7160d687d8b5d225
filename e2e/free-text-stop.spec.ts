import { Thread } from './thread.ts'
import { expect, test } from './walk.ts'

test('CON-8: words that may mean stop hold everything until someone has said what was meant', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550501'
  const luca = await colleague('theo')
  const id = await luca.hasWritten(carrier, { firstName: 'Paula', lastName: 'Ehlers', phone, pronoun: 'she' })
  const page = await as('theo', `/app/chat/${id}`)
  const thread = new Thread(page)
  await expect(thread.field).toBeVisible()
  await carrier.say(phone, 'Shall I stop by at five?')
  await thread.shows('Shall I stop by at five?')
  await expect(thread.field).toBeVisible()

  await carrier.say(phone, 'Please do not text me any more')
  const panel = page.getByRole('heading', { name: 'Did Paula ask to stop?' })
  await expect(panel).toBeVisible()
  await expect(thread.field).toHaveCount(0)
  await page.getByRole('button', { name: 'Not a stop' }).click()
  await expect(thread.field).toBeVisible()
  await expect(thread.log).toContainText('Not a stop, says Theo')
  await thread.write('Then I keep writing')
  await thread.delivered('Then I keep writing')
  await expect.poll(() => carrier.got(phone)).toEqual(['Then I keep writing'])
})

test('CON-1 CON-7 CON-8: a stop in free words is confirmed, recorded, and can be proven', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550502'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Rosa', lastName: 'Ehlers', phone, pronoun: 'she' })
  const page = await as('theo', `/app/chat/${id}`)
  const thread = new Thread(page)
  await carrier.say(phone, 'Bitte schreiben Sie mir nicht mehr')
  await page.getByRole('button', { name: 'She wants to stop' }).click()
  await expect(thread.heart(/opted out/)).toBeVisible()
  await expect(page.getByText('Rosa asked us to stop')).toBeVisible()
  await expect.poll(() => carrier.got(phone)).toHaveLength(1)

  await page.getByRole('button', { name: 'See the proof' }).click()
  const proof = page.getByRole('dialog', { name: 'The proof' })
  const entries = proof.getByRole('listitem')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText('Opted out')
  await expect(entries.first()).toContainText('Bitte schreiben Sie mir nicht mehr')
  await expect(entries.first()).toContainText('Theo')
  await expect(entries.last()).toContainText('the first entry')
  const hash = await entries.last().locator('code').first().textContent()
  await expect(entries.first()).toContainText(hash ?? '-')
  await page.keyboard.press('Escape')
  await expect(proof).toHaveCount(0)

  // Nobody on the staff can undo it; the broken heart stands in every list.
  await page.goto('/app/customers?list=store&q=Rosa+Ehlers')
  await expect(
    page.getByRole('link', { name: /Rosa Ehlers/ }).getByRole('img', { name: 'Opted out' }),
  ).toBeVisible()
  await page.goto('/app/chat?inbox=store')
  await expect(
    page.getByRole('link', { name: /Rosa Ehlers/ }).getByRole('img', { name: 'Opted out' }),
  ).toBeVisible()
})

test('CON-5: an opt-out that was spoken is recorded by staff, asked twice', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550503'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Silke', lastName: 'Ehlers', phone })
  const page = await as('theo', `/app/chat/${id}`)
  await page.getByRole('button', { name: 'More about this conversation' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Record an opt-out' }).click()
  await expect(sheet).toContainText('Only a message from Silke opens it again.')
  await sheet.getByRole('button', { name: 'Record an opt-out' }).click()
  await expect(page.getByText('Silke asked us to stop')).toBeVisible()
  await expect(new Thread(page).log).toContainText('Silke opted out, recorded by the store')
  await expect.poll(() => carrier.got(phone)).toHaveLength(1)
})
