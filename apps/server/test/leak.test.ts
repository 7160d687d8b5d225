import { type Access, contract, permissions } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from './leak-calls.ts'
import { everythingOfBerlin, secret } from './leak-scene.ts'
import type { Target } from './leak-targets.ts'
import { refusalOf } from './scene.ts'
import { type Api, apiAt, createWorld, password, phones, signIn, type World } from './world.ts'

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
const staff = new Map<string, { id: string; api: Api }>()

beforeAll(async () => {
  world = await createWorld()
  berlin = await everythingOfBerlin(world)
  await hire('pascale', world.roles.admin, [world.stores.paris])
  await hire('nadia', world.roles.integration, [world.stores.berlin, world.stores.sandbox])
})
afterAll(() => world.close())

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
