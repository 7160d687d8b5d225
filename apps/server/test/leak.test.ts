import { type Access, contract, permissions } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from './goods.ts'
import { calls } from './leak-calls.ts'
import type { Target } from './leak-targets.ts'
import { strayMoney } from './pay-scene.ts'
import { aPurchase } from './purchase.ts'
import { meets, refusalOf, writesFirst } from './scene.ts'
import {
  type Api,
  apiAt,
  createWorld,
  newId,
  numbers,
  password,
  phones,
  signIn,
  type World,
} from './world.ts'

const secret = 'the emerald earrings for Ayla'
type Operation = { name: string; access: Access }
const procedure = (node: object) => (node as { '~orpc'?: { meta: { access: Access } } })['~orpc']
const operations: Operation[] = Object.entries(contract).flatMap(([room, verbs]) =>
  Object.entries(verbs).map(([verb, node]) => ({
    name: `${room}.${verb}`,
    access: procedure(node)?.meta.access ?? ('nothing' as Access),
  })),
)

let world: World
let berlin: Target
let berlinPurchase: Awaited<ReturnType<typeof aPurchase>>
const staff = new Map<string, { id: string; api: Api }>()

beforeAll(async () => {
  world = await createWorld()
  const conversationId = await writesFirst(world, phones.priya, numbers.berlin, secret)
  const message = await world.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .executeTakeFirstOrThrow()
  berlinPurchase = await aPurchase(world)
  berlin = {
    storeId: world.stores.berlin,
    sandboxId: world.stores.sandbox,
    customerId: world.customers.priya.id,
    contactPointId: world.customers.priya.contactPointId,
    conversationId,
    messageId: message.id,
    staffId: world.staff.maya,
    roleId: world.roles.associate,
    ...berlinPurchase,
    keyId: await anyKey(),
    ...(await twins()),
    ...(await aProfile()),
    ...(await strayMoney(world)),
    ...(await aCart()),
  }
  await hire('pascale', world.roles.admin, [world.stores.paris])
  await hire('nadia', world.roles.integration, [world.stores.berlin, world.stores.sandbox])
})
afterAll(() => world.close())

async function twins(): Promise<Pick<Target, 'twins' | 'mergeId'>> {
  const alma = await world.as('alma')
  const both = async (): Promise<[string, string]> => [
    (await meets(alma, world.stores.berlin)).customerId,
    (await meets(alma, world.stores.berlin)).customerId,
  ]
  const [survivorId, absorbedId] = await both()
  const done = { survivorId, absorbedId, survivorVersion: 1, absorbedVersion: 1 }
  const { id: mergeId } = await alma.profiles.merge(done)
  const open = (await both()).sort() as [string, string]
  await world.db
    .insertInto('duplicate_candidates')
    .values({ first_id: open[0], second_id: open[1], reasons: ['email'], found_at: new Date() })
    .execute()
  return { twins: open, mergeId }
}

/** What belongs to Priya's profile, and a customer whose contact points may go. */
async function aProfile() {
  const maya = await world.as('maya')
  const storeId = world.stores.berlin
  const ofPriya = { storeId, customerId: world.customers.priya.id }
  const { productId } = berlinPurchase
  const { customerId } = await maya.customers.create({
    storeId,
    firstName: 'Spare',
    lastName: '',
    phone: '+4917139200554',
    email: 'spare@example.com',
  })
  const { contactPoints } = await maya.customers.get({ storeId, customerId })
  const idOf = (kind: string) => contactPoints.find(point => point.kind === kind)?.id ?? ''
  const externalId = 'crm-priya'
  await world.db
    .updateTable('customers')
    .set({ external_id: externalId })
    .where('id', '=', ofPriya.customerId)
    .execute()
  const note = await maya.notes.add({ ...ofPriya, body: secret })
  const wish = await maya.wishlist.add({ ...ofPriya, productId, note: secret })
  const filterId = newId()
  const { url } = await maya.catalog.link({ storeId, productId })
  const vera = await world.as('vera')
  await vera.filters.save({ filterId, name: secret, filter: {}, sharedWithStoreId: storeId })
  return {
    spare: { customerId, phoneId: idOf('phone'), emailId: idOf('email') },
    noteId: note.id,
    wishId: wish.id,
    filterId,
    externalId,
    linkCode: url.slice(url.lastIndexOf('/') + 1),
  }
}

/** What Priya has in her cart at Berlin. */
async function aCart(): Promise<Pick<Target, 'cartId' | 'itemId' | 'variantId'>> {
  const maya = await world.as('maya')
  const { variantId } = await sells(world, { name: secret })
  const cart = await maya.carts.open({ storeId: world.stores.berlin, customerId: world.customers.priya.id })
  const { items } = await maya.carts.addItem({ cartId: cart.id, variantId, clientId: newId() })
  return { cartId: cart.id, itemId: items[0]?.id ?? '', variantId }
}

async function anyKey() {
  const alma = await world.as('alma')
  const { key } = await alma.integrations.createKey({ name: 'Shop', permissions: [], storeIds: null })
  return key.id
}

async function hire(name: string, roleId: string, storeIds: string[]) {
  const alma = await world.as('alma')
  const email = `${name}@alder.example`
  const { id } = await alma.staff.create({
    firstName: name,
    lastName: 'Test',
    email,
    password,
    roleId,
    storeIds,
  })
  staff.set(name, { id, api: apiAt(world.url, { cookie: await signIn(world.url, email) }) })
}

function as(name: string): Api {
  const one = staff.get(name)
  if (!one) throw new Error(`Nobody is called ${name}.`)
  return one.api
}

type Verbs = Record<string, Record<string, (input: unknown) => Promise<unknown>>>
async function call(api: Api, name: string, input: unknown): Promise<unknown> {
  const [room = '', verb = ''] = name.split('.')
  const operation = (api as unknown as Verbs)[room]?.[verb]
  if (!operation) throw new Error(`The client has no ${name}.`)
  const answer = await operation(input)
  if (name !== 'live.stream') return answer
  const stream = answer as AsyncGenerator
  const first = await stream.next()
  await stream.return(undefined)
  return first.value
}

/** From now on Nadia may do exactly this. */
const allow = (granted: readonly string[]) =>
  world.db
    .updateTable('roles')
    .set({ permissions: [...granted] })
    .where('id', '=', world.roles.integration)
    .execute()

describe('every operation of the contract', () => {
  test('ACC-2: states what it needs, and stands in the table of this test', () => {
    expect(operations.map(one => one.name).sort()).toEqual(Object.keys(calls).sort())
    const known: readonly string[] = [...permissions, 'public', 'signed-in']
    for (const { name, access } of operations) expect(known, name).toContain(access)
  })

  test.each(operations)('ACC-1: $name refuses who is not signed in', async ({ name, access }) => {
    const refused = await refusalOf(call(world.stranger(), name, calls[name]?.input(berlin)))
    if (access === 'public') expect(refused?.status).not.toBe(401)
    else expect(refused).toMatchObject({ code: 'SIGN_IN_NEEDED', status: 401 })
  })

  test.each(operations)('ACC-1: $name gives staff of another store nothing of Berlin', async ({ name }) => {
    const row = calls[name]
    const answer = call(as('pascale'), name, row?.input(berlin))
    if (row?.stranger === 'not-found') {
      expect(await refusalOf(answer)).toMatchObject({ code: 'NOT_FOUND', status: 404 })
    } else {
      const told = JSON.stringify(await answer.catch(error => error)) ?? ''
      for (const hidden of [secret, 'Priya', phones.priya, berlin.conversationId, berlin.messageId])
        expect(told).not.toContain(hidden)
    }
  })

  test.each(operations.filter(one => !['public', 'signed-in'].includes(one.access)))(
    'ACC-2: $name is refused without the permission it names, with all others',
    async ({ name, access }) => {
      await allow(permissions.filter(permission => permission !== access))
      const refused = await refusalOf(call(as('nadia'), name, calls[name]?.input(berlin)))
      expect(refused).toMatchObject({ code: 'NOT_PERMITTED', status: 403 })
    },
  )

  test.each(operations)(
    'ACC-2: $name opens to its permission and inbox.store alone',
    async ({ name, access }) => {
      await allow(
        [...new Set([access, 'inbox.store'])].filter(one => (permissions as readonly string[]).includes(one)),
      )
      const refused = await refusalOf(call(as('nadia'), name, calls[name]?.input(berlin)))
      expect(refused?.code).toBe(calls[name]?.answers)
    },
  )
})
