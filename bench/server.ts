import { readConfig } from '../apps/server/src/platform/config.ts'
import { untilStopped } from '../apps/server/src/platform/until-stopped.ts'
import { startServer } from '../apps/server/src/server.ts'

/** The server as in production, in a process of its own. The clockwork would call a provider that is not there. */
const server = await startServer({
  config: readConfig(),
  databaseUrl: process.env.DATABASE_URL ?? '',
  parts: { clockwork: false },
})
process.send?.({ port: server.port })
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }))
await untilStopped()
await server.stop()
process.exit(0)
