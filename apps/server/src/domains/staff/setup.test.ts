import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, apiAt, password, signIn } from '../../../test/world.ts'
import { readConfig } from '../../platform/config.ts'
import { type Server, startServer } from '../../server.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
let dataDir: string
let server: Server
let stranger: Api
let url: string
beforeAll(async () => {
  database = await createDatabase()
  dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-setup-'))
  const port = 40_000 + Math.floor(Math.random() * 20_000)
  url = `http://127.0.0.1:${port}`
  const config = readConfig({ PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  server = await startServer({ config, databaseUrl: database.url, parts: { clockwork: false } })
  stranger = apiAt(url, {})
})
afterAll(async () => {
  await server.stop()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const wish = (email: string) => ({
  setupCode: server.setupCode,
  business: { name: 'Maison Alder', language: 'en' as const },
  admin: { firstName: 'Alma', lastName: 'Alder', email, password },
  store: { name: 'Berlin Mitte', city: 'Berlin', country: 'DE', timeZone: 'Europe/Berlin' },
})

test('ACC-2: setting up needs the code that was printed where the server was started', async () => {
  expect(await stranger.setup.status()).toEqual({ needed: true, businessName: null })
  expect(
    await refusalOf(stranger.setup.create({ ...wish('alma@alder.example'), setupCode: 'guess' })),
  ).toMatchObject({ code: 'SETUP_CODE_WRONG', status: 403 })
})

test('ACC-2: a set-up that fails leaves nothing behind and can be tried again with the same email', async () => {
  const wrong = { ...wish('alma@alder.example'), store: { ...wish('').store, timeZone: 'Europe/Atlantis' } }
  expect((await refusalOf(stranger.setup.create(wrong)))?.status).toBe(422)
  expect((await stranger.setup.status()).needed).toBe(true)
})

test('ACC-2: of several at once exactly one makes the business, and there is never a second', async () => {
  // One of them twice: that the email is theirs already says nothing of what became of it.
  const names = ['alma', 'ben', 'ben']
  const answers = await Promise.all(
    names.map(name => refusalOf(stranger.setup.create(wish(`${name}@alder.example`)))),
  )
  expect(answers.map(one => one?.code).sort()).toEqual(['ALREADY_SET_UP', 'ALREADY_SET_UP', undefined])
  expect(await refusalOf(stranger.setup.create(wish('dora@alder.example')))).toMatchObject({
    code: 'ALREADY_SET_UP',
    status: 409,
  })
  expect(await stranger.setup.status()).toEqual({ needed: false, businessName: 'Maison Alder' })
  const { email } = await server.db.selectFrom('staff').select('email').executeTakeFirstOrThrow()
  const admin = apiAt(url, { cookie: await signIn(url, email ?? '') })
  expect(await admin.session.get()).toMatchObject({
    role: { name: 'admin' },
    stores: [{ name: 'Berlin Mitte' }],
    business: { name: 'Maison Alder' },
  })
})
