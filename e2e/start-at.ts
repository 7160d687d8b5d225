import { seedDemo } from '../apps/server/src/demo/seed.ts'
import { createLoginWithHash, createSignIn, hashPassword } from '../apps/server/src/domains/staff/index.ts'
import { readConfig } from '../apps/server/src/platform/config.ts'
import { connect } from '../apps/server/src/platform/db/database.ts'
import { startEmbedded } from '../apps/server/src/platform/db/embedded.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { keepSecrets } from '../apps/server/src/server.ts'
import { password } from './password.ts'

/**
 * `npm start` at another time of day: the clock is put to START_AT and the demo is told as of then, before everything
 * starts as it always does. So a walk at midnight finds nobody asleep, and a picture is the same tomorrow.
 */
const at = new Date(process.env.START_AT ?? Date.now())
const config = readConfig()
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()

const embedded = await startEmbedded({ dataDir: config.DATA_DIR })
await migrate(embedded.url)
const connections = connect(embedded.url, 5)
await connections.db
  .insertInto('clock_offset')
  .values({ offset_ms: at.getTime() - Date.now() })
  .execute()
if (!process.argv.includes('--empty')) {
  const { secret } = await keepSecrets(config)
  const signIn = createSignIn(connections.db, config, secret)
  const hash = await hashPassword(signIn, password)
  await seedDemo({
    db: connections.db,
    now: at,
    login: (email, name) => createLoginWithHash(signIn, { email, name, hash }),
  })
}
await connections.close()
await embedded.stop()

await import('../apps/server/src/start.ts')
