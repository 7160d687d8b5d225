import type { Page } from '@playwright/test'
import { Thread } from './thread.ts'
import { expect, test } from './walk.ts'

const answer = 'Theo here, it is kept until Friday'

test('INB-3: who writes into a conversation that has moved on is shown what came in between, and confirms', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550301'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Ilse', lastName: 'Behrens', phone })
  const maya = await as('maya', `/app/chat/${id}`)
  const { thread, sheet } = await whileAway(maya, 'Shall I keep it for you?', () => theo.answers(id, answer))
  await expect(sheet).toBeVisible()
  await expect(sheet).toContainText(answer)
  await expect(sheet).toContainText('Shall I keep it for you?')
  await expect.poll(() => carrier.got(phone)).toEqual([answer])
  await sheet.getByRole('button', { name: 'Send anyway' }).click()
  await expect(sheet).toHaveCount(0)
  await thread.delivered('Shall I keep it for you?')
  await carrier.hasOnce(phone, 'Shall I keep it for you?')
})

test('INB-3: or takes the words back to change them', async ({ as, colleague, carrier }) => {
  const phone = '+491605550302'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Jette', lastName: 'Behrens', phone })
  const maya = await as('maya', `/app/chat/${id}`)
  const { thread, sheet } = await whileAway(maya, 'We open at ten', () => theo.answers(id, answer))
  await sheet.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(sheet).toHaveCount(0)
  await expect(thread.field).toHaveValue('We open at ten')
  await thread.write('See you then')
  await thread.delivered('See you then')
  await expect.poll(() => carrier.got(phone)).toEqual([answer, 'See you then'])
})

/** Maya has tapped Send where there is no network; before it is back, Theo has answered. */
async function whileAway(maya: Page, words: string, theoAnswers: () => Promise<void>) {
  const thread = new Thread(maya)
  await thread.shows(/Good day, it is/)
  await maya.context().setOffline(true)
  await thread.write(words)
  await expect(thread.message(words)).toContainText('Waiting for network')
  await theoAnswers()
  await maya.context().setOffline(false)
  return { thread, sheet: maya.getByRole('dialog', { name: 'More has come in' }) }
}
