import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, meets, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

type Wanted = Parameters<Api['integrations']['createKey']>[0]
async function makeKey(wanted: Partial<Wanted> = {}) {
  const { key, secret } = await alma.integrations.createKey({
    name: 'Web shop',
    permissions: ['customer.read', 'customer.edit', 'message.send', 'inbox.store'],
    storeIds: [world.stores.berlin],
    ...wanted,
  })
  return { key, secret, api: apiAt(world.url, { authorization: `Bearer ${secret}` }) }
}

test('API-3: a secret is shown once, stored as a hash, and found nowhere in the database', async () => {
  const { key, secret } = await makeKey()
  expect(secret).toMatch(/^rk_[\w-]{43}$/)
  const row = await world.db
    .selectFrom('api_keys')
    .selectAll()
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow()
  expect(row.secret_hash).toEqual(createHash('sha256').update(secret).digest())
  expect(JSON.stringify(await alma.integrations.keys({}))).not.toContain(secret)
  expect(JSON.stringify(await alma.audit.list({ action: 'api_key.created' }))).not.toContain(secret)
  expect(key).toMatchObject({ name: 'Web shop', ending: secret.slice(-4), state: 'active', lastUsedAt: null })
})

test('API-3: a repeated call makes no second key, and does not tell the secret again', async () => {
  const once = apiAt(world.url, { cookie: await world.cookieOf('alma'), 'idempotency-key': newId() })
  const wanted = { name: 'Twice', permissions: ['customer.read' as const], storeIds: null }
  const { key, secret } = await once.integrations.createKey(wanted)
  expect(await refusalOf(once.integrations.createKey(wanted))).toMatchObject({
    code: 'TOLD_ONCE',
    status: 409,
    defined: true,
  })
  const kept = await world.db.selectFrom('idempotency_keys').select('answer').execute()
  expect(kept.length).toBeGreaterThan(0)
  expect(JSON.stringify(kept)).not.toContain(secret)
  const { items } = await alma.integrations.keys({})
  expect(items.filter(one => one.name === 'Twice').map(one => one.id)).toEqual([key.id])
})

test('API-3: a key does what it may, in its stores, and is named as the author', async () => {
  const { api, key } = await makeKey()
  expect((await api.customers.list({ storeId: world.stores.berlin })).items.length).toBeGreaterThan(0)
  const elsewhere = api.customers.list({ storeId: world.stores.paris })
  expect(await refusalOf(elsewhere)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await refusalOf(api.staff.list())).toMatchObject({ code: 'NOT_PERMITTED', status: 403 })
  const conversationId = await writesFirst(world, freshPhone())
  const { message } = await writes(api, conversationId, 'Your parcel is on its way.')
  expect(message.author).toMatchObject({ firstName: 'Web shop', lastName: '' })
  const session = await api.session.get()
  expect(session.role).toEqual({ id: key.id, name: 'Web shop' })
  expect(session.stores.map(store => store.id)).toEqual([world.stores.berlin])
})

test('API-3: a key is no colleague: in no list or picker, and nothing is unread for it', async () => {
  const { api } = await makeKey({ name: 'Nobody' })
  const conversationId = await writesFirst(world, freshPhone())
  expect(JSON.stringify(await alma.staff.list())).not.toContain('Nobody')
  const colleagues = await alma.session.colleagues({ storeId: world.stores.berlin })
  expect(JSON.stringify(colleagues)).not.toContain('Nobody')
  const { staff } = await api.session.get()
  const unread = await world.db
    .selectFrom('unread_conversations')
    .selectAll()
    .where('staff_id', '=', staff.id)
    .execute()
  expect(unread).toEqual([])
  await api.conversations.presence({ conversationId, state: 'typing' })
  expect((await alma.conversations.get({ conversationId })).presence).toEqual([])
  const given = alma.conversations.assign({ conversationId, staffId: staff.id })
  expect(await refusalOf(given)).toMatchObject({ code: 'STAFF_CANNOT_REPLY' })
})

test('ACC-4: what changes on a key holds at its next request; revoked, it is refused at once and for good', async () => {
  const { api, key } = await makeKey({ storeIds: null })
  await meets(api, world.stores.paris)
  const nowhere = alma.integrations.updateKey({ keyId: key.id, storeIds: [crypto.randomUUID()] })
  expect(await refusalOf(nowhere)).toMatchObject({ code: 'INVALID', status: 422 })
  await alma.integrations.updateKey({ keyId: key.id, storeIds: [world.stores.berlin] })
  const paris = api.customers.list({ storeId: world.stores.paris })
  expect(await refusalOf(paris)).toMatchObject({ code: 'NOT_FOUND' })
  await alma.integrations.updateKey({ keyId: key.id, permissions: [] })
  const berlin = api.customers.list({ storeId: world.stores.berlin })
  expect(await refusalOf(berlin)).toMatchObject({ code: 'NOT_PERMITTED' })
  expect((await alma.integrations.revokeKey({ keyId: key.id })).state).toBe('revoked')
  expect(await refusalOf(api.session.get())).toMatchObject({ code: 'API_KEY_INVALID', status: 401 })
  const again = alma.integrations.updateKey({ keyId: key.id, permissions: ['customer.read'] })
  expect(await refusalOf(again)).toMatchObject({ code: 'NOT_FOUND' })
})

test('API-3: an expired or unknown key is refused, also for what anybody may ask', async () => {
  const soon = new Date(world.server.clock.now().getTime() + 12 * 60 * 60_000).toISOString()
  const { api } = await makeKey({ expiresAt: soon })
  await api.session.get()
  await world.passDays(1)
  expect(await refusalOf(api.session.get())).toMatchObject({ code: 'API_KEY_INVALID', status: 401 })
  const guessed = apiAt(world.url, { authorization: `Bearer rk_${'A'.repeat(43)}` })
  expect(await refusalOf(guessed.setup.status())).toMatchObject({ code: 'API_KEY_INVALID' })
  const past = makeKey({ expiresAt: soon })
  expect(await refusalOf(past)).toMatchObject({ code: 'INVALID' })
})

test('API-3: whoever states a key is the key, whatever cookie comes along; a wrong key is nobody', async () => {
  const { secret } = await makeKey({ name: 'With cookie' })
  const cookie = await world.cookieOf('alma')
  const both = apiAt(world.url, { cookie, authorization: `Bearer ${secret}` })
  expect((await both.session.get()).staff.firstName).toBe('With cookie')
  const wrong = apiAt(world.url, { cookie, authorization: 'Bearer rk_wrong' })
  expect(await refusalOf(wrong.session.get())).toMatchObject({ code: 'API_KEY_INVALID' })
})

test('API-3: last use is shown, and written at most once a minute', async () => {
  const { api, key } = await makeKey()
  const lastUse = async () =>
    (await alma.integrations.keys({})).items.find(one => one.id === key.id)?.lastUsedAt
  await api.session.get()
  const first = await lastUse()
  expect(first).not.toBeNull()
  await api.session.get()
  expect(await lastUse()).toBe(first)
  await world.passDays(1)
  await api.session.get()
  expect(Date.parse((await lastUse()) ?? '')).toBeGreaterThan(Date.parse(first ?? ''))
})

test('ACC-2: nobody makes or widens a key beyond what they may themselves', async () => {
  const { api, key } = await makeKey({ permissions: ['integration.manage', 'customer.read'] })
  const make = (more: Partial<Wanted>) =>
    refusalOf(api.integrations.createKey({ name: 'More', permissions: [], storeIds: [], ...more }))
  expect(await make({ permissions: ['staff.manage'] })).toMatchObject({
    code: 'BEYOND_YOUR_OWN',
    status: 403,
  })
  expect(await make({ storeIds: [world.stores.paris] })).toMatchObject({ code: 'BEYOND_YOUR_OWN' })
  expect(await make({ storeIds: null })).toMatchObject({ code: 'BEYOND_YOUR_OWN' })
  expect(await make({ permissions: ['customer.read'], storeIds: [world.stores.berlin] })).toBeUndefined()
  const widen = api.integrations.updateKey({ keyId: key.id, storeIds: null })
  expect(await refusalOf(widen)).toMatchObject({ code: 'BEYOND_YOUR_OWN' })
  const other = await makeKey({ storeIds: [world.stores.paris], permissions: ['audit.read'] })
  await api.integrations.updateKey({ keyId: other.key.id, permissions: [] })
})

test('AUD-1: making, changing and revoking a key is written down', async () => {
  const { key } = await makeKey({ name: 'Audited' })
  await alma.integrations.updateKey({ keyId: key.id, name: 'Audited still', permissions: ['audit.read'] })
  await alma.integrations.revokeKey({ keyId: key.id })
  const { items } = await alma.audit.list({ limit: 3 })
  expect(items.map(entry => [entry.action, entry.subject, entry.staffName])).toEqual([
    ['api_key.revoked', 'Audited still', 'Alma Test'],
    ['api_key.changed', 'Audited', 'Alma Test'],
    ['api_key.created', 'Audited', 'Alma Test'],
  ])
})

test('API-3: keys are read page by page', async () => {
  const all = (await alma.integrations.keys({ limit: 100 })).items.map(key => key.id)
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await alma.integrations.keys({ limit: 2, ...(cursor ? { cursor } : {}) })
    paged.push(...page.items.map(key => key.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(paged).toEqual(all)
  expect(all.length).toBeGreaterThan(5)
})

test('API-3: the database knows no person without a sign-in, and no integration with one', async () => {
  const half = world.db
    .insertInto('staff')
    .values({ first_name: 'Half', last_name: '', created_at: new Date() })
    .execute()
  await expect(half).rejects.toMatchObject({ constraint: 'staff_kind' })
})
