import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, refusalOf, writesFirst } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, type World } from '../../../test/world.ts'
import { forgetOldAnswers } from './idempotency.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const as = async (name: 'maya' | 'theo' | 'alma', key: string): Promise<Api> =>
  apiAt(world.url, { cookie: await world.cookieOf(name), 'idempotency-key': key })
const someone = (phone = freshPhone()) => ({
  storeId: world.stores.berlin,
  firstName: 'Ida',
  lastName: 'Poe',
  phone,
})
const count = async (table: 'customers' | 'messages' | 'idempotency_keys') => {
  const { n } = await world.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

test('API-3: 20 parallel calls with one key do it once and are all answered alike', async () => {
  const api = await as('maya', newId())
  const wanted = someone()
  const before = await count('customers')
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.customers.create(wanted)))
  expect(new Set(answers.map(answer => answer.customerId)).size).toBe(1)
  expect(await count('customers')).toBe(before + 1)
})

test('API-3: the first answer comes again, word for word', async () => {
  const conversationId = await writesFirst(world, freshPhone())
  const { lastSequence } = await (await world.as('maya')).conversations.get({ conversationId })
  const send = async (key: string) => {
    const response = await fetch(`${world.url}/api/v1/conversations/${conversationId}/messages`, {
      method: 'POST',
      headers: {
        cookie: await world.cookieOf('maya'),
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ clientId: key, body: 'Yes, in your size.', seenSequence: lastSequence }),
    })
    return { status: response.status, text: await response.text() }
  }
  const key = randomUUID()
  const first = await send(key)
  await world.db.updateTable('messages').set({ status: 'sent' }).where('client_id', '=', key).execute()
  const messages = await count('messages')
  expect(await send(key)).toEqual(first)
  expect(first.text).toContain('"status":"queued"')
  expect(await count('messages')).toBe(messages)
})

test('API-3: the same key with another request, or of another operation, is refused and does nothing', async () => {
  const api = await as('maya', newId())
  await api.customers.create(someone())
  const before = await count('customers')
  const reused = { code: 'IDEMPOTENCY_KEY_REUSED', status: 422 }
  expect(await refusalOf(api.customers.create(someone()))).toMatchObject(reused)
  expect(await refusalOf(api.session.setLanguage({ language: 'de' }))).toMatchObject(reused)
  expect(await count('customers')).toBe(before)
})

test('API-3: another person’s key of the same name is another key', async () => {
  const key = newId()
  const one = await (await as('maya', key)).customers.create(someone())
  const two = await (await as('theo', key)).customers.create(someone())
  expect(one.customerId).not.toBe(two.customerId)
})

test('API-3: a refusal is not kept: what was in the way may be gone a minute later', async () => {
  const key = newId()
  const api = await as('maya', key)
  const phone = freshPhone()
  const taken = await (await world.as('maya')).customers.create(someone(phone))
  expect(await refusalOf(api.customers.create(someone(phone)))).toMatchObject({ code: 'CUSTOMER_EXISTS' })
  await world.db
    .updateTable('contact_points')
    .set({ value: freshPhone() })
    .where('customer_id', '=', taken.customerId)
    .execute()
  expect((await api.customers.create(someone(phone))).customerId).toBeTruthy()
})

const aColleague = () => ({
  firstName: 'Una',
  lastName: 'Test',
  email: `${newId()}@alder.example`,
  password: 'correct horse battery',
  roleId: world.roles.associate,
  storeIds: [world.stores.berlin],
})

test('API-3: a sign-in that is made on the way is made once as well', async () => {
  for (let round = 0; round < 4; round++) {
    const api = await as('alma', newId())
    const wanted = aColleague()
    const answers = await Promise.all(Array.from({ length: 6 }, () => api.staff.create(wanted)))
    expect(new Set(answers.map(one => one.id)).size).toBe(1)
    expect((await api.staff.create(wanted)).id).toBe(answers[0]?.id)
  }
})

test('API-3: a colleague who is refused leaves no sign-in behind: their email is free', async () => {
  const api = await world.as('alma')
  const wanted = aColleague()
  expect(await refusalOf(api.staff.create({ ...wanted, roleId: newId() }))).toMatchObject({ code: 'INVALID' })
  expect(await refusalOf(api.staff.create(wanted))).toBeUndefined()
  const [first, second] = await Promise.all([1, 2].map(() => refusalOf(api.staff.create(aColleague()))))
  expect([first, second]).toEqual([undefined, undefined])
  expect(await refusalOf(api.staff.create(wanted))).toMatchObject({ code: 'EMAIL_TAKEN' })
})

test('API-3: answers are kept for a day; neither the key nor the request can be read from what is kept', async () => {
  const key = newId()
  const api = await as('maya', key)
  const wanted = someone()
  const { customerId } = await api.customers.create(wanted)
  const kept = JSON.stringify(await world.db.selectFrom('idempotency_keys').selectAll().execute())
  expect(kept).toContain(customerId)
  expect(kept).not.toContain(key)
  expect(kept).not.toContain(wanted.phone)
  await world.passDays(1)
  expect(await refusalOf(api.customers.create(wanted))).toMatchObject({ code: 'CUSTOMER_EXISTS' })
  expect(await forgetOldAnswers(world.server)).toBeGreaterThan(0)
  expect(await count('idempotency_keys')).toBe(0)
})

test.each(['', 'with space', 'x'.repeat(256)])('API-3: «%s» is no proper key', async key => {
  const call = await as('maya', key)
  const refused = await refusalOf(call.customers.create(someone()))
  expect(refused).toMatchObject({ code: 'INVALID', status: 422 })
})
