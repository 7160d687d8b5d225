import { newYork } from './phone.ts'
import { Thread } from './thread.ts'
import { expect, test } from './walk.ts'

test.afterEach(({ carrier }) => carrier.faults({ carrier: 'up', outcome: 'arrives', next: null }))

test('MSG-1: a message that fails says why in words, and another try goes through', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550401'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Karla', lastName: 'Cordes', phone })
  const page = await as('theo', `/app/chat/${id}`)
  const thread = new Thread(page)
  await carrier.faults({ next: { outcome: 'fails', errorCode: 30003 } })
  await thread.write('Your ring is back')
  const failed = thread.message('Your ring is back').first()
  await expect(failed).toContainText('Not delivered')
  await expect(failed).toContainText('The phone could not be reached. It may be off or without signal.')
  expect(await carrier.got(phone)).toEqual([])
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(thread.message('Your ring is back').filter({ hasText: /Delivered/ })).toHaveCount(1)
  await expect.poll(() => carrier.got(phone)).toEqual(['Your ring is back'])
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
})

test('MSG-1: a number that does not exist sends to the profile instead of another try', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550402'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Lutz', lastName: 'Cordes', phone })
  const page = await as('theo', `/app/chat/${id}`)
  const thread = new Thread(page)
  await carrier.faults({ next: { outcome: 'fails', errorCode: 30005 } })
  await thread.write('Is this you?')
  const failed = thread.message('Is this you?')
  await expect(failed).toContainText('This number does not exist.')
  await expect(failed.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await failed.getByRole('button', { name: 'Check the number in the profile' }).click()
  await expect(page.getByRole('heading', { name: 'Lutz Cordes', level: 1 })).toBeVisible()
})

test('MSG-2: while the carrier is down a message waits, and goes once when it is back', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+491605550403'
  const theo = await colleague('theo')
  const id = await theo.hasWritten(carrier, { firstName: 'Merle', lastName: 'Cordes', phone })
  const page = await as('theo', `/app/chat/${id}`)
  const thread = new Thread(page)
  await carrier.faults({ carrier: 'down' })
  await thread.write('This can wait')
  await expect(thread.message('This can wait')).toContainText(/Queued|Sending/)
  await carrier.faults({ carrier: 'up' })
  await expect(thread.message('This can wait')).toContainText('Delivered', { timeout: 40_000 })
  await expect.poll(() => carrier.got(phone)).toEqual(['This can wait'])
})

test('CON-2: a stop that only the carrier knows of (21610) closes the conversation', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+19175550301'
  const eli = await colleague('eli')
  const id = await eli.hasWritten(carrier, { firstName: 'Nell', lastName: 'Dorsey', phone }, newYork)
  const page = await as('eli', `/app/chat/${id}`)
  const thread = new Thread(page)
  await expect(thread.field).toBeVisible()
  await carrier.faults({ next: { outcome: 'blocked' } })
  await thread.write('The coat is here')
  await expect(thread.message('The coat is here')).toContainText('has asked the carrier to stop messages')
  await expect(thread.heart(/opted out/)).toBeVisible()
  await expect(page.getByText('Nell asked us to stop')).toBeVisible()
  await expect(thread.field).toHaveCount(0)
  expect(await carrier.got(phone, newYork)).toEqual([])
})

test('CON-6: where the carrier answers STOP by itself, we do not answer as well', async ({
  as,
  colleague,
  carrier,
}) => {
  const phone = '+19175550302'
  const eli = await colleague('eli')
  const id = await eli.hasWritten(carrier, { firstName: 'Odell', lastName: 'Dorsey', phone }, newYork)
  const page = await as('eli', `/app/chat/${id}`)
  const thread = new Thread(page)
  await thread.write('Hi Odell, nice to hear from you')
  await thread.delivered('Hi Odell, nice to hear from you')
  await carrier.say(phone, 'STOP', newYork)
  await expect(page.getByText('Odell asked us to stop')).toBeVisible()
  await expect(thread.log).toContainText('Odell opted out')
  const stopped = (await carrier.got(phone, newYork)).filter(body => /unsubscribed/i.test(body))
  expect(stopped).toHaveLength(1)

  await carrier.say(phone, 'START', newYork)
  await expect(thread.field).toBeVisible()
  await thread.write('Good to have you back')
  await thread.delivered('Good to have you back')
  // Greeting, the carrier's two answers, welcome: nothing of ours in between.
  await expect.poll(() => carrier.got(phone, newYork)).toHaveLength(4)
})
