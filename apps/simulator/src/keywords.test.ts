import { afterEach, beforeEach, expect, test } from 'vitest'
import { keywordIn } from './keywords.ts'
import { priya, type Stand, setUpStand, store } from './test-stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await setUpStand()
})
afterEach(() => stand.close())

const say = (body: string) => stand.simulator.carrier.say({ from: priya, to: store, body })
const send = () => stand.sdk.messages.create({ to: priya, from: store, body: 'Hello' })
const onPhone = () => stand.simulator.carrier.thread(priya, store).filter(message => message.onPhone)

test.each([
  ['stop', 'STOP'],
  [' Quit ', 'STOP'],
  ['REVOKE', 'STOP'],
  ['optout', 'STOP'],
  ['yes', 'START'],
  ['Info', 'HELP'],
  ['STOP please', undefined],
  ['stop!', undefined],
  ['', undefined],
])('%j is %s', (body, keyword) => {
  expect(keywordIn(body)).toBe(keyword)
})

test('STOP blocks the pair, is confirmed on the phone, and still reaches the product', async () => {
  expect((await say('Stop')).webhook).toBe('answered')
  expect(stand.receiver.posted[0]?.params).toMatchObject({ Body: 'Stop', SmsStatus: 'received' })
  expect(stand.receiver.posted[0]?.params.OptOutType).toBeUndefined()
  expect(onPhone().map(message => message.body)[1]).toMatch(/successfully been unsubscribed/)
  await expect(send()).rejects.toMatchObject({ code: 21610, status: 400 })
  expect((await stand.sdk.messages.list()).map(message => message.body)).toEqual(['Stop'])
})

test('another number may still write, and START lifts the block', async () => {
  stand.simulator.carrier.putNumbers({ phone: '+493012345602' })
  await say('STOP')
  const other = await stand.sdk.messages.create({ to: priya, from: '+493012345602', body: 'Hello' })
  expect(other.status).toBe('queued')
  await say('START')
  expect((await send()).status).toBe('queued')
  expect(onPhone().at(-1)?.body).toMatch(/re-subscribed/)
})

test('HELP is answered; a YES from somebody who is not blocked is an ordinary word', async () => {
  await say('YES')
  expect(onPhone()).toHaveLength(1)
  await say('HELP')
  expect(onPhone().at(-1)?.body).toMatch(/^Reply STOP/)
})

test('a number that leaves keywords to the product blocks nothing and says nothing', async () => {
  stand.simulator.carrier.putNumbers({ phone: store, keywordReplies: 'none' })
  await say('STOP')
  expect(onPhone()).toHaveLength(1)
  expect((await send()).status).toBe('queued')
})
