import { parseArgs } from 'node:util'
import { untilStopped } from '../apps/server/src/platform/until-stopped.ts'
import { seededDatabase, startDatabase } from './databases.ts'
import { password } from './seed-database.ts'
import { sizeOf } from './sizes.ts'

/** `npm run seed -- --messages=1m`: a large business to try by hand. It is kept; the benchmark uses the same. */
const { values: flags } = parseArgs({
  options: { messages: { type: 'string', default: '1m' }, 'data-dir': { type: 'string' } },
})
const stopped = untilStopped()
const server = await startDatabase(flags['data-dir'])
try {
  const url = await seededDatabase(server, sizeOf(flags.messages))
  console.log(`
  Ready. In another terminal:  DATABASE_URL=${url} npm start
  Sign in as associate1@bench.example to associate2000@bench.example, password ${password}; 1 to 10 are in the biggest store.
  Ctrl-C stops the database; the data stays.
`)
  await stopped
} finally {
  await server.stop()
}
process.exit(0)
