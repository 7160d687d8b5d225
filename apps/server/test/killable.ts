import type { Config } from '../src/platform/config.ts'
import { startServer } from '../src/server.ts'

/** The server as a process of its own, to be killed: it waits, loaded, for the word to start, and ends with its parent. */
export type Go = { config: Config; databaseUrl: string; sendTimeoutMs: number; importLeaseMs?: number }

process.once('message', async go => {
  await startServer({ ...(go as Go), parts: { clockwork: false } })
  process.send?.('listening')
})
process.on('disconnect', () => process.exit())
