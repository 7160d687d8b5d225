import { sql } from 'kysely'
import { expect } from 'vitest'
import { twilioClient } from '../src/providers/twilio/client.ts'
import { twilioSms } from '../src/providers/twilio/sms.ts'
import { type Api, account, newId, numbers, phones, type World } from './world.ts'

let nextPhone = 4917139210000
/** Somebody's phone that nobody has met in this file. */
export const freshPhone = () => `+${nextPhone++}`

/** The one conversation of this phone with the store that has this number. */
export async function conversationOf(world: World, phone: string, number: string): Promise<string> {
  const { id } = await world.db
    .selectFrom('conversations as c')
    .innerJoin('store_numbers as n', 'n.store_id', 'c.store_id')
    .innerJoin('contact_points as p', 'p.customer_id', 'c.customer_id')
    .where('n.phone', '=', number)
    .where('p.value', '=', phone)
    .select('c.id')
    .executeTakeFirstOrThrow()
  return id
}

/** A customer writes first and so opts in (CON-4). @returns the conversation */
export async function writesFirst(
  world: World,
  phone: string = phones.priya,
  number: string = numbers.berlin,
  body = 'Hello, is the linen blazer back?',
): Promise<string> {
  const said = await world.says(phone, number, body)
  expect(said.httpStatus).toBe(200)
  return conversationOf(world, phone, number)
}

/** Sends as the app does, from a screen that shows the newest line. */
export async function writes(api: Api, conversationId: string, body: string, clientId: string = newId()) {
  const { lastSequence } = await api.conversations.get({ conversationId })
  return api.conversations.send({ conversationId, clientId, body, seenSequence: lastSequence })
}

/** Waits until a message has come this far. */
export function hasStatus(world: World, messageId: string, status: string) {
  return world.until(`${messageId} is ${status}`, async () => {
    const row = await messageRow(world, messageId)
    return row.status === status && row
  })
}

export const messageRow = (world: World, messageId: string) =>
  world.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirstOrThrow()

/** The bodies of what the carrier took, oldest first. */
export const sentBodies = (world: World) => world.carrier.sent.map(message => message.body)

/** A sequence without a gap in every conversation, and a head that agrees with it. */
export async function expectGapless(world: Pick<World, 'db'>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c left join messages m on m.conversation_id = c.id group by c.id
    having count(m.id) <> c.last_sequence or max(m.sequence) is distinct from nullif(c.last_sequence, 0)
      or min(m.sequence) is distinct from case when c.last_sequence > 0 then 1 end`.execute(world.db)
  expect(rows).toEqual([])
}

/** The code with which a call is refused; undefined when it is not. */
export const refusalOf = (call: Promise<unknown>): Promise<Refused | undefined> =>
  call.then(
    () => undefined,
    (error: Refused) => error,
  )
type Refused = { code?: string; status?: number; message?: string; data?: unknown }

/** A new customer of Berlin whom nobody has asked yet. */
export async function meets(api: Api, storeId: string, phone = freshPhone()) {
  const { customerId } = await api.customers.create({ storeId, firstName: 'Nora', lastName: 'Lind', phone })
  const { contactPoints } = await api.customers.get({ storeId, customerId })
  return { phone, customerId, contactPointId: contactPoints[0]?.id ?? '' }
}

/** Asks a new customer to opt in. */
export async function asks(api: Api, storeId: string, phone = freshPhone()) {
  const customer = await meets(api, storeId, phone)
  const request = {
    storeId,
    customerId: customer.customerId,
    contactPointId: customer.contactPointId,
    channel: 'sms' as const,
    introduction: 'Hello from Berlin.',
  }
  return { ...customer, request, ...(await api.consent.request({ ...request, clientId: newId() })) }
}

/** The contact point's ledger, oldest first. */
export const ledgerOf = (world: World, phone: string) =>
  world.db
    .selectFrom('consent_entries as e')
    .innerJoin('contact_points as p', 'p.id', 'e.contact_point_id')
    .where('p.value', '=', phone)
    .selectAll('e')
    .orderBy('e.seq')
    .execute()

/** What the clockwork and the outbox talk with. */
export const talkOf = (world: World) => {
  const client = twilioClient({
    accountSid: account.sid,
    authToken: account.token,
    baseUrl: world.config.TWILIO_API_BASE_URL,
    timeoutMs: 2000,
  })
  return {
    ...world.server,
    sms: twilioSms(client, messageId => `${world.url}/hooks/twilio/status?message=${messageId}`),
  }
}
