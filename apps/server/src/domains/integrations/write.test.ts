import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, refusalOf, writesFirst } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let api: Api
let secret: string
beforeAll(async () => {
  world = await createWorld()
  const alma = await world.as('alma')
  const made = await alma.integrations.createKey({
    name: 'Web shop',
    permissions: ['customer.sync', 'message.send'],
    storeIds: [world.stores.berlin],
  })
  secret = made.secret
  api = apiAt(world.url, { authorization: `Bearer ${secret}` })
})
afterAll(() => world.close())

const write = (phone: string, more: object = {}, as = api) =>
  as.integrations.write({
    storeId: world.stores.berlin,
    customer: { firstName: 'Nora', lastName: 'Lind', phones: [phone] },
    body: 'Your parcel is ready.',
    clientId: newId(),
    ...more,
  })

test('API-4: one call makes a customer, and is told why they are not written to, and what to do instead', async () => {
  const phone = freshPhone()
  const answer = await write(phone)
  expect(answer).toMatchObject({
    customer: 'created',
    messageId: null,
    conversationId: null,
    decision: { verdict: 'deny', reasons: ['no_consent'], nextAllowedAt: null, instead: ['request_opt_in'] },
  })
  const alma = await world.as('alma')
  const made = await alma.customers.get({ storeId: world.stores.berlin, customerId: answer.customerId })
  expect(made).toMatchObject({
    firstName: 'Nora',
    assignedTo: null,
    contactPoints: [{ id: answer.contactPointId }],
  })
  expect(world.arrived(phone, numbers.berlin)).toEqual([])
})

test('API-4: it writes to whom has opted in, changes the customer on the way, and says who wrote', async () => {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  const answer = await write(phone, { customer: { phones: [phone], firstName: 'Ida', city: 'Bonn' } })
  expect(answer).toMatchObject({ customer: 'updated', conversationId, decision: { verdict: 'allow' } })
  await world.until('it has arrived', () =>
    world.arrived(phone, numbers.berlin).includes('Your parcel is ready.'),
  )
  const alma = await world.as('alma')
  const { message } = { message: await alma.conversations.message({ messageId: answer.messageId ?? '' }) }
  expect(message.author).toMatchObject({ firstName: 'Web shop' })
})

test('API-4: after a stop nothing goes, whoever asks; the customer is taken all the same', async () => {
  const phone = freshPhone()
  await writesFirst(world, phone)
  await world.says(phone, numbers.berlin, 'STOP')
  const answer = await write(phone, { customer: { phones: [phone], tags: ['late'] } })
  expect(answer).toMatchObject({
    customer: 'updated',
    messageId: null,
    decision: { verdict: 'deny', reasons: ['opted_out'], instead: ['wait_for_customer'] },
  })
})

test('API-4: the same client id is written once, and another message under it is refused', async () => {
  const phone = freshPhone()
  await writesFirst(world, phone)
  const clientId = newId()
  const answers = await Promise.all([1, 2, 3, 4].map(() => write(phone, { clientId })))
  expect(new Set(answers.map(answer => answer.messageId)).size).toBe(1)
  const other = write(phone, { clientId, body: 'Something else' })
  expect(await refusalOf(other)).toMatchObject({ code: 'CLIENT_ID_REUSED' })
})

test('API-4: without the permission to send it says so, and a customer that cannot be taken is refused with the reason', async () => {
  const alma = await world.as('alma')
  const { secret: narrow } = await alma.integrations.createKey({
    name: 'CRM',
    permissions: ['customer.sync'],
    storeIds: [world.stores.berlin],
  })
  const phone = freshPhone()
  await writesFirst(world, phone)
  const answer = await write(phone, {}, apiAt(world.url, { authorization: `Bearer ${narrow}` }))
  expect(answer.decision).toMatchObject({ verdict: 'deny', reasons: ['not_permitted'] })
  const nobody = write(phone, { customer: { firstName: 'Nobody' } })
  expect(await refusalOf(nobody)).toMatchObject({
    code: 'CUSTOMER_REFUSED',
    status: 422,
    data: { code: 'NO_KEY' },
  })
  const byMail = await write(phone, { customer: { firstName: 'Mia', emails: [`${newId()}@example.com`] } })
  expect(byMail).toMatchObject({
    contactPointId: null,
    messageId: null,
    decision: { reasons: ['address_invalid'] },
  })
})
