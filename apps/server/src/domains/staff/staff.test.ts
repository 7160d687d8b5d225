import { permissions } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { freshPhone, refusalOf, writesFirst } from '../../../test/scene.ts'
import {
  type Api,
  apiAt,
  createWorld,
  newId,
  numbers,
  password,
  signIn,
  type World,
} from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld()
  alma = await world.as('alma')
})
afterAll(() => world.close())

async function hire(name: string, roleId = world.roles.associate, storeIds = [world.stores.berlin]) {
  const email = `${name}@alder.example`
  const { id } = await alma.staff.create({
    firstName: name,
    lastName: 'Test',
    email,
    password,
    roleId,
    storeIds,
  })
  return { id, email, api: apiAt(world.url, { cookie: await signIn(world.url, email) }) }
}

describe('a change of access', () => {
  test('ACC-4: of a role holds from the next request on, without a new sign-in, and open screens are told', async () => {
    const { api } = await hire('ida')
    const screen = await listen(api)
    const before = await api.session.get()
    expect(before.permissions).toContain('inbox.store')
    const kept = before.permissions.filter(one => one !== 'inbox.store')
    await alma.staff.saveRole({ roleId: world.roles.associate, name: 'associate', permissions: kept })
    expect((await api.session.get()).permissions).toEqual(kept)
    expect(
      await refusalOf(api.conversations.list({ storeId: world.stores.berlin, inbox: 'store' })),
    ).toMatchObject({ code: 'NOT_PERMITTED' })
    await screen.hears('the change', signal => signal.type === 'session')
    await screen.close()
    await alma.staff.saveRole({
      roleId: world.roles.associate,
      name: 'associate',
      permissions: before.permissions,
    })
  })

  test('ACC-4: of stores holds at once, for what is asked and for what is heard', async () => {
    const { id, api } = await hire('olaf')
    const screen = await listen(api)
    const conversationId = await writesFirst(world, freshPhone())
    await screen.hears('Berlin', signal => signal.type === 'conversation')
    await alma.staff.update({ staffId: id, storeIds: [world.stores.paris] })
    await screen.hears('the change', signal => signal.type === 'session')
    expect(await refusalOf(api.conversations.get({ conversationId }))).toMatchObject({ status: 404 })
    expect((await api.stores.list()).stores.map(store => store.id)).toEqual([world.stores.paris])
    const after = screen.heard.length
    await writesFirst(world, freshPhone(), numbers.berlin)
    const paris = await writesFirst(world, freshPhone(), numbers.paris)
    await screen.hears('Paris', signal => signal.type === 'conversation' && signal.conversationId === paris)
    const stores = screen.heard.slice(after).flatMap(signal => ('storeId' in signal ? signal.storeId : []))
    expect(new Set(stores)).toEqual(new Set([world.stores.paris]))
    await screen.close()
  })

  test('ACC-4: who has left is out at once, on every device, and cannot come back in', async () => {
    const { id, api, email } = await hire('gone')
    const screen = await listen(api)
    await alma.staff.update({ staffId: id, state: 'left' })
    await world.until('the stream to end', () => screen.ended)
    expect(await refusalOf(api.session.get())).toMatchObject({ code: 'SIGN_IN_NEEDED', status: 401 })
    const cookie = await signIn(world.url, email).catch(() => '')
    expect(await refusalOf(apiAt(world.url, { cookie }).session.get())).toMatchObject({ status: 401 })
    await screen.close()
  })

  test('ACC-1: nobody signs in with a wrong password, or signs up', async () => {
    const post = (path: string, body: object) =>
      fetch(`${world.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: world.url },
        body: JSON.stringify(body),
      })
    expect(
      (await post('sign-in/email', { email: 'maya@alder.example', password: 'wrong horse battery' })).status,
    ).toBe(401)
    expect((await post('sign-up/email', { email: 'x@alder.example', password, name: 'X' })).ok).toBe(false)
    expect(
      await refusalOf(apiAt(world.url, { cookie: 'rapport.session_token=forged.forged' }).session.get()),
    ).toMatchObject({ status: 401 })
  })

  test('ACC-1: a request that another site makes with our cookie is refused', async () => {
    const response = await fetch(`${world.url}/api/v1/session/language`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        cookie: await world.cookieOf('maya'),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify({ language: 'de' }),
    })
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'CROSS_SITE'])
  })
})

describe('staff and roles', () => {
  test('ACC-2: the last who can manage staff and roles stays', async () => {
    const almaId = world.staff.alma
    const refused = await Promise.all([
      refusalOf(alma.staff.update({ staffId: almaId, state: 'left' })),
      refusalOf(alma.staff.update({ staffId: almaId, roleId: world.roles.manager })),
      refusalOf(
        alma.staff.saveRole({ roleId: world.roles.admin, name: 'admin', permissions: ['audit.read'] }),
      ),
    ])
    expect(refused.map(one => one?.code)).toEqual(['LAST_ADMIN', 'LAST_ADMIN', 'LAST_ADMIN'])
    expect((await alma.session.get()).permissions).toHaveLength(permissions.length)
  })

  test('ACC-2: two admins who demote each other at the same moment do not both succeed', async () => {
    for (let round = 0; round < 10; round++) {
      const other = await hire(`bea${round}`, world.roles.admin)
      const demote = (api: Api, staffId: string) =>
        refusalOf(api.staff.update({ staffId, roleId: world.roles.associate }))
      await Promise.all([demote(alma, other.id), demote(other.api, world.staff.alma)])
      const { count } = await world.db
        .selectFrom('staff')
        .where('role_id', '=', world.roles.admin)
        .where('state', '=', 'active')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      expect(count).toBeGreaterThan(0)
      await world.db
        .updateTable('staff')
        .set({ role_id: world.roles.admin })
        .where('id', '=', world.staff.alma)
        .execute()
      await world.db.updateTable('staff').set({ state: 'left' }).where('id', '=', other.id).execute()
    }
  })

  test('ACC-2: a role of one’s own is made of named permissions, under a name of its own', async () => {
    const roleId = newId()
    await alma.staff.saveRole({ roleId, name: 'greeter', permissions: ['message.send', 'message.send'] })
    const { api } = await hire('greta', roleId)
    expect((await api.session.get()).permissions).toEqual(['message.send'])
    expect(
      await refusalOf(alma.staff.saveRole({ roleId: newId(), name: 'greeter', permissions: [] })),
    ).toMatchObject({ code: 'ROLE_NAME_TAKEN' })
    expect(
      await refusalOf(
        alma.staff.saveRole({ roleId: newId(), name: 'x', permissions: ['everything' as 'audit.read'] }),
      ),
    ).toMatchObject({ status: 400 })
  })

  test('ACC-2: someone who could not be added leaves no sign-in behind', async () => {
    const person = {
      firstName: 'A',
      lastName: 'B',
      email: 'retry@alder.example',
      password,
      storeIds: [world.stores.berlin],
    }
    expect(await refusalOf(alma.staff.create({ ...person, roleId: newId() }))).toMatchObject({
      code: 'INVALID',
    })
    await expect(alma.staff.create({ ...person, roleId: world.roles.associate })).resolves.toBeTruthy()
    expect(await refusalOf(alma.staff.create({ ...person, roleId: world.roles.associate }))).toMatchObject({
      code: 'EMAIL_TAKEN',
    })
  })
})
