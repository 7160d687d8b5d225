import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { managersPin } from './demo/data/staff.ts'
import { phoneSeed } from './demo/phone.ts'
import { seedDemo } from './demo/seed.ts'
import { createLoginWithHash, createSignIn, hashPassword } from './domains/staff/index.ts'
import { findBusiness } from './domains/stores/index.ts'
import { seedTemplates } from './domains/templates/index.ts'
import { systemClock } from './platform/clock.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { holdAlone } from './platform/db/alone.ts'
import { connect } from './platform/db/database.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { runCommand } from './platform/run-command.ts'
import { untilStopped } from './platform/until-stopped.ts'
import { keepSecrets, startServer } from './server.ts'

/**
 * `npm start`: everything on one's own machine with one command: database, demo business, server, and the simulator in
 * place of the carrier. With real Twilio credentials in the environment the simulator stays away and nothing else changes.
 */
const demoPassword = 'maison-alder'
const empty = process.argv.includes('--empty')

await runCommand(start)

async function start() {
  const given = readConfig()
  const real = given.TWILIO_ACCOUNT_SID !== undefined
  const config = real ? given : await withSimulator(given)
  const stopped = untilStopped()
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded({ dataDir: config.DATA_DIR })
  const letGo = embedded && (await holdAlone(embedded.urlOf('postgres'), config.DATA_DIR))
  const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? ''
  let simulator: ChildProcess | undefined
  try {
    await migrate(databaseUrl)
    const people = empty ? [] : await demo(config, databaseUrl)
    await appsBuilt()
    if (!real) {
      simulator = startSimulator(config)
      await untilAnswers(`http://127.0.0.1:${config.SIMULATOR_PORT}/control/state`, simulator)
      // It has read who the demo's people are; a file of names and numbers must not outlive an erasure.
      await rm(path.join(config.DATA_DIR, 'simulator-seed.json'), { force: true })
    }
    const logLevel = process.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn'
    const server = await startServer({ config: { ...config, LOG_LEVEL: logLevel }, databaseUrl })
    const business = await findBusiness({ tx: server.db })
    console.log(greeting(config, { real, people, setupCode: business ? null : server.setupCode }))
    await stopped
    console.log('\nStopping …')
    simulator?.kill('SIGTERM')
    await server.stop()
  } finally {
    simulator?.kill('SIGTERM')
    await letGo?.()
    await embedded?.stop()
  }
  return 0
}

/** `npm start` builds the browser apps while the database is made, and answers once they are there. */
async function appsBuilt() {
  if (!process.argv.includes('--apps-under-way')) return
  await new Promise<void>((resolve, reject) => {
    const failed = () => reject(new ConfigError('The browser apps could not be built; see above.'))
    process.once('message', () => resolve()).once('disconnect', failed)
    if (process.connected) process.send?.('built?')
    else failed()
  })
  process.disconnect?.()
}

function mailPortOf(config: Config): number {
  return config.MAIL_PORT ?? config.SIMULATOR_PORT + 1
}

/** The demo's Twilio account: made up once, kept, and known to nobody but server and simulator. */
async function withSimulator(config: Config): Promise<Config> {
  const file = path.join(config.DATA_DIR, 'simulator-account.json')
  await mkdir(config.DATA_DIR, { recursive: true })
  let account = await readFile(file, 'utf8').then(JSON.parse, () => null)
  if (!account) {
    account = {
      sid: `AC${randomBytes(16).toString('hex')}`,
      token: randomBytes(16).toString('hex'),
      testing: randomBytes(16).toString('hex'),
    }
    await writeFile(file, JSON.stringify(account), { mode: 0o600 })
  }
  // A demo from before there were payments has none of these yet.
  if (!account.payments) {
    account.payments = { apiKey: randomBytes(16).toString('hex'), hmacKey: randomBytes(32).toString('hex') }
    await writeFile(file, JSON.stringify(account), { mode: 0o600 })
  }
  return {
    ...config,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    TWILIO_API_BASE_URL: config.TWILIO_API_BASE_URL ?? `http://127.0.0.1:${config.SIMULATOR_PORT}`,
    SMTP_URL: config.SMTP_URL ?? `smtp://127.0.0.1:${mailPortOf(config)}`,
    MAIL_FROM: config.MAIL_FROM ?? 'hello@maisonalder.example',
    ...(config.ADYEN_API_KEY
      ? {}
      : {
          ADYEN_API_KEY: account.payments.apiKey,
          ADYEN_MERCHANT_ACCOUNT: 'MaisonAlder',
          ADYEN_HMAC_KEYS: [account.payments.hmacKey],
          ADYEN_API_BASE_URL: `http://127.0.0.1:${config.SIMULATOR_PORT}/adyen`,
        }),
    TESTING_TOKEN: config.TESTING_TOKEN ?? account.testing,
  }
}

/** Maison Alder, when there is no business yet. @returns who can sign in, also on a later start */
async function demo(config: Config, databaseUrl: string) {
  const connections = connect(databaseUrl, 5)
  try {
    const { secret } = await keepSecrets(config)
    const signIn = createSignIn(connections.db, config, secret)
    let hash: string | undefined
    await seedDemo({
      db: connections.db,
      now: new Date(),
      login: async (email, name) => {
        // A seed that broke off has left its sign-ins behind.
        const left = await connections.db
          .selectFrom('auth_users')
          .select('id')
          .where('email', '=', email)
          .executeTakeFirst()
        if (left) return left.id
        hash ??= await hashPassword(signIn, demoPassword)
        return createLoginWithHash(signIn, { email, name, hash })
      },
    })
    await connections.db.transaction().execute(async tx => {
      const filled = await tx.selectFrom('texts').select('kind').limit(1).executeTakeFirst()
      if (!filled) await seedTemplates({ tx, clock: systemClock })
    })
    await writeFile(
      path.join(config.DATA_DIR, 'simulator-seed.json'),
      JSON.stringify(await phoneSeed(connections.db, { publicUrl: config.PUBLIC_URL })),
    )
    return await connections.db
      .selectFrom('staff as s')
      .innerJoin('roles as r', 'r.id', 's.role_id')
      .leftJoin('staff_stores as k', 'k.staff_id', 's.id')
      .leftJoin('stores as t', 't.id', 'k.store_id')
      .where('s.email', 'like', '%@maisonalder.example')
      .where('s.state', '=', 'active')
      .select([
        's.first_name',
        sql<string>`s.email`.as('email'),
        'r.name as role',
        sql<string | null>`string_agg(t.name, ', ' order by t.name)`.as('stores'),
      ])
      .groupBy(['s.id', 'r.name'])
      .orderBy('s.id')
      .execute()
  } finally {
    await connections.close()
  }
}

function startSimulator(config: Config): ChildProcess {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../simulator/src/main.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      SIMULATOR_PORT: String(config.SIMULATOR_PORT),
      MAIL_PORT: String(mailPortOf(config)),
      TWILIO_ACCOUNT_SID: config.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: config.TWILIO_AUTH_TOKEN,
      ADYEN_API_KEY: config.ADYEN_API_KEY,
      ADYEN_MERCHANT_ACCOUNT: config.ADYEN_MERCHANT_ACCOUNT,
      ADYEN_HMAC_KEYS: config.ADYEN_HMAC_KEYS?.join(','),
      ADYEN_WEBHOOK_URL: `${config.PUBLIC_URL}/hooks/adyen`,
      ADYEN_WEBHOOK_USER: config.ADYEN_WEBHOOK_USER,
      ADYEN_WEBHOOK_PASSWORD: config.ADYEN_WEBHOOK_PASSWORD,
      SIMULATOR_STATE: path.join(config.DATA_DIR, 'simulator-state.json'),
      // Nothing was seeded into an empty start: the first store's number is whatever its owner enters.
      ...(empty
        ? { SIMULATOR_WEBHOOKS_AT: `${config.PUBLIC_URL}/hooks/twilio` }
        : { SIMULATOR_SEED: path.join(config.DATA_DIR, 'simulator-seed.json') }),
      APP_URL: `${config.PUBLIC_URL}/app/`,
      TESTING_TOKEN: config.TESTING_TOKEN,
    },
  })
  child.on('exit', code => {
    if (code) console.error(`The simulator ended with code ${code}.`)
  })
  return child
}

async function untilAnswers(url: string, child: ChildProcess) {
  const deadline = Date.now() + 15_000
  for (;;) {
    const answered = await fetch(url).then(
      response => response.ok,
      () => false,
    )
    if (answered) return
    const { origin } = new URL(url)
    if (child.exitCode !== null)
      throw new Error(`The simulator did not start at ${origin}. Is the port taken? Set SIMULATOR_PORT.`)
    if (Date.now() > deadline) throw new Error(`The simulator did not answer at ${origin} in 15 seconds.`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}

type Person = { first_name: string; email: string; role: string; stores: string | null }

function greeting(
  config: Config,
  { real, people, setupCode }: { real: boolean; people: Person[]; setupCode: string | null },
): string {
  const lines = [
    '',
    '  Rapport is ready.',
    '',
    `  Associate app   ${config.PUBLIC_URL}/app/`,
    `  Console         ${config.PUBLIC_URL}/console/`,
    ...(real
      ? []
      : [
          `  The phone       http://localhost:${config.SIMULATOR_PORT}/   (a simulator: nothing reaches a real phone)`,
        ]),
    `  API             ${config.PUBLIC_URL}/api/docs`,
  ]
  if (setupCode)
    lines.push(
      '',
      `  There is no business yet. Create it: ${config.PUBLIC_URL}/app/welcome?code=${setupCode}`,
    )
  if (people.length > 0) {
    lines.push('', `  Sign in as (password for all: ${demoPassword}; Clara’s PIN: ${managersPin.pin})`)
    for (const person of people)
      lines.push(`    ${person.email.padEnd(34)} ${person.role.padEnd(12)} ${person.stores ?? ''}`)
  }
  return [...lines, '', '  Ctrl-C stops everything; the data stays.', ''].join('\n')
}
