import type { BusinessSettings, SystemLine } from '@rapport/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  asks,
  conversationOf,
  freshPhone,
  ledgerOf,
  meets,
  refusalOf,
  writes,
  writesFirst,
} from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let maya: Api
beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  maya = await world.as('maya')
})
afterAll(() => world.close())
const business = async (change: Partial<BusinessSettings>) =>
  (await world.as('alma')).stores.saveBusiness(change)
afterEach(() => business({ optInBy: 'any_reply', optOutScope: 'store' }))

const asked = (phone?: string) => asks(maya, world.stores.berlin, phone)
const changes = async (phone: string) =>
  (await ledgerOf(world, phone)).map(entry => `${entry.before} ${entry.after} ${entry.cause}`)
const automatic = (phone: string) =>
  world.db
    .selectFrom('messages as m')
    .innerJoin('contact_points as p', 'p.id', 'm.contact_point_id')
    .where('p.value', '=', phone)
    .where('m.kind', '=', 'automatic')
    .select('m.body')
    .orderBy('m.id')
    .execute()
const heart = async (conversationId: string) => (await maya.conversations.get({ conversationId })).heart
async function says(phone: string, ...bodies: string[]) {
  for (const body of bodies) expect((await world.says(phone, numbers.berlin, body)).httpStatus).toBe(200)
}

describe('an answer to a pending request', () => {
  test.each([
    ['YES', 'requested opted_in keyword', 1],
    ['Yes!', 'requested opted_in keyword', 1],
    ['START', 'requested opted_in keyword', 1],
    ['unstop', 'requested opted_in keyword', 1],
    ['Sure, which colour?', 'requested opted_in reply', 0],
    ['NO', 'requested opted_out keyword', 1],
    ['Stop', 'requested opted_out keyword', 1],
  ])('CON-4: %s means %s', async (body, change, confirmations) => {
    const { phone } = await asked()
    await says(phone, body)
    expect(await changes(phone)).toEqual(['none requested request', change])
    expect(await automatic(phone)).toHaveLength(confirmations)
  })

  test('CON-4 CON-6: HELP and INFO are answered and leave it pending', async () => {
    const { phone, conversationId } = await asked()
    await says(phone, 'HELP', 'info')
    expect(await heart(conversationId)).toBe('requested')
    expect(await automatic(phone)).toHaveLength(2)
    await says(phone, 'yes')
    expect(await heart(conversationId)).toBe('opted_in')
  })

  test('CON-4: counts by explicit words alone when the business chose so', async () => {
    await business({ optInBy: 'keywords' })
    const { phone, conversationId } = await asked()
    await says(phone, 'Sure, which colour?')
    expect(await heart(conversationId)).toBe('requested')
    await says(phone, 'START')
    expect(await heart(conversationId)).toBe('opted_in')
  })

  test('CON-3: there is none yet, so nothing else is sent, by anybody', async () => {
    const { conversationId, request } = await asked()
    for (const name of ['maya', 'theo', 'vera'] as const) {
      const refused = await refusalOf(writes(await world.as(name), conversationId, 'And?'))
      expect(refused).toMatchObject({
        code: 'SEND_DENIED',
        data: { reasons: ['request_pending'], instead: ['wait_for_answer'] },
      })
    }
    const again = await refusalOf((await world.as('theo')).consent.request({ ...request, clientId: newId() }))
    expect(again).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['request_pending'] } })
  })

  test('CON-3: one tap on «Ask» asks once, and what was shown is what was sent and what the ledger keeps', async () => {
    const customer = await meets(maya, world.stores.berlin)
    const request = {
      storeId: world.stores.berlin,
      customerId: customer.customerId,
      contactPointId: customer.contactPointId,
      channel: 'sms' as const,
      introduction: 'Hello, it is Maya.',
    }
    const preview = await maya.consent.previewRequest(request)
    expect(preview.text).toBe(`Hello, it is Maya.\n\n${preview.optInText}`)
    const clientId = newId()
    const taps = await Promise.all([1, 2, 3].map(() => maya.consent.request({ ...request, clientId })))
    expect(new Set(taps.map(tap => tap.messageId)).size).toBe(1)
    await world.until('it arrived', () => world.arrived(customer.phone, numbers.berlin).length > 0)
    expect(world.arrived(customer.phone, numbers.berlin)).toEqual([preview.text])
    expect((await ledgerOf(world, customer.phone))[0]).toMatchObject({
      disclosure: preview.text,
      words: 'Hello, it is Maya.',
      staff_id: world.staff.maya,
    })
  })
})

describe('a word of the customer', () => {
  test('CON-4: who writes first is opted in as customer_initiated, without a word from us', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    expect(await changes(phone)).toEqual(['none opted_in customer_initiated'])
    expect(await automatic(phone)).toEqual([])
  })

  test('CON-4: YES is plain talk to who is opted in, and awaits a reply', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await writes(maya, conversationId, 'Shall I keep it for you?')
    await says(phone, 'Yes')
    expect(await changes(phone)).toHaveLength(1)
    expect(await automatic(phone)).toEqual([])
    expect((await maya.conversations.get({ conversationId })).awaitingSince).not.toBeNull()
  })

  test('CON-5 CON-6: STOP said three times is one entry and one confirmation; START leads back, confirmed once', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await says(phone, 'STOP', ' “stop”. ', 'STOP STOP 🛑')
    expect(await changes(phone)).toEqual(['none opted_in customer_initiated', 'opted_in opted_out keyword'])
    expect(await automatic(phone)).toHaveLength(1)
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      awaitingSince: null,
      gate: { reasons: ['opted_out'] },
    })
    await says(phone, 'START', 'START')
    expect((await changes(phone)).at(-1)).toBe('opted_out opted_in keyword')
    expect(await automatic(phone)).toHaveLength(2)
  })

  test('CON-6: after an opt-out neither talk nor HELP is answered', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await says(phone, 'STOP', 'HELP', 'Why do you still write?', 'ja')
    expect(await automatic(phone)).toHaveLength(1)
    expect((await changes(phone)).at(-1)).toBe('opted_in opted_out keyword')
  })

  test('CON-6: the confirmation of an opt-out is the confirmation and nothing else, and goes within the minute', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await says(phone, 'STOP')
    await world.until('the confirmation', () => world.arrived(phone, numbers.berlin).length > 0, 60_000)
    const { texts } = await (await world.as('alma')).templates.texts()
    const text = texts.find(one => one.kind === 'opted_out' && one.language === 'en')
    const [body] = world.arrived(phone, numbers.berlin)
    expect(body).toBe(
      text?.body
        .replace(/\{\{\s*business\.name\s*\}\}/g, 'Maison Alder')
        .replace(/\{\{\s*store\.city\s*\}\}/g, 'Berlin Mitte')
        .replace(/\{\{\s*store\.name\s*\}\}/g, 'Berlin Mitte'),
    )
  })

  test('CON-5: STOPALL reaches every store that knows the customer, and one that has yet to open', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone, numbers.berlin)
    const paris = await writesFirst(world, phone, numbers.paris)
    await says(phone, 'STOP ALL')
    const sena = await world.as('sena')
    expect(await sena.conversations.get({ conversationId: paris })).toMatchObject({
      heart: 'opted_out',
      gate: { verdict: 'deny' },
    })
    expect(await automatic(phone)).toHaveLength(1)
    const alma = await world.as('alma')
    const store = await alma.stores.create({
      name: 'Bonn',
      city: 'Bonn',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'de',
      number: '+49228123456',
    })
    const customer = await alma.customers.create({ storeId: store.id, firstName: 'N', lastName: '', phone })
    const { contactPoints } = await alma.customers.get({ storeId: store.id, customerId: customer.customerId })
    const request = {
      storeId: store.id,
      customerId: customer.customerId,
      contactPointId: contactPoints[0]?.id ?? '',
      channel: 'sms' as const,
      introduction: 'Hello',
      clientId: newId(),
    }
    expect(await refusalOf(alma.consent.request(request))).toMatchObject({ data: { reasons: ['opted_out'] } })
  })

  test('CON-5: STOP is of the one store, unless the business widens it to all', async () => {
    const [narrow, wide] = [freshPhone(), freshPhone()]
    const sena = await world.as('sena')
    for (const phone of [narrow, wide]) {
      await writesFirst(world, phone, numbers.berlin)
      await writesFirst(world, phone, numbers.paris)
    }
    await says(narrow, 'STOP')
    await business({ optOutScope: 'business' })
    await says(wide, 'STOP')
    const inParis = async (phone: string) =>
      (await sena.conversations.get({ conversationId: await conversationOf(world, phone, numbers.paris) }))
        .heart
    expect([await inParis(narrow), await inParis(wide)]).toEqual(['opted_in', 'opted_out'])
  })

  test('CON-6: a provider that confirms by itself is not confirmed again, and the thread says who did', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone, numbers.newYork)
    await world.says(phone, numbers.newYork, 'STOP')
    expect(await automatic(phone)).toEqual([])
    const { items } = await maya.conversations.messages({ conversationId })
    const lines = items.flatMap(item => (item.line as SystemLine | null)?.type ?? [])
    expect(lines).toEqual(['opted_in', 'opted_out', 'provider_confirmed'])
    await world.until('the provider’s words', () => world.arrived(phone, numbers.newYork).length === 1)
    await world.says(phone, numbers.newYork, 'START')
    expect(await heart(conversationId)).toBe('opted_in')
    expect(await automatic(phone)).toEqual([])
  })

  test('CON-5: a word that the business added counts at once, and a built-in one keeps its meaning', async () => {
    const alma = await world.as('alma')
    await alma.consent.addWord({ kind: 'stop', language: 'en', phrase: 'Enough Already' })
    expect(
      await refusalOf(alma.consent.addWord({ kind: 'yes', language: 'en', phrase: 'stop' })),
    ).toMatchObject({ code: 'WORD_TAKEN' })
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await world.until('the new word is known', async () => {
      await says(phone, 'enough already!')
      return (await heart(conversationId)) === 'opted_out'
    })
  })
})
