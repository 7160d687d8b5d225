import { readConfig } from './platform/config.ts'
import { holdAlone } from './platform/db/alone.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { runCommand } from './platform/run-command.ts'
import { untilStopped } from './platform/until-stopped.ts'
import { startServer } from './server.ts'

/** The server by itself, for production: settings from the environment, its own database or the embedded one. */
await runCommand(async () => {
  const config = readConfig()
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded({ dataDir: config.DATA_DIR })
  const letGo = embedded && (await holdAlone(embedded.urlOf('postgres'), config.DATA_DIR))
  try {
    const server = await startServer({ config, databaseUrl: config.DATABASE_URL ?? embedded?.url ?? '' })
    server.log.info({ address: config.PUBLIC_URL }, 'Rapport is ready')
    await untilStopped()
    await server.stop()
  } finally {
    await letGo?.()
    await embedded?.stop()
  }
  return 0
})
