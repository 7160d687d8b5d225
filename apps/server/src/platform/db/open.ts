import { readConfig } from '../config.ts'
import { startEmbedded } from './embedded.ts'

/**
 * The installation's database, for a command: DATABASE_URL, or the embedded one. One that a running server uses is
 * shared and left running.
 */
export async function openDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const config = readConfig()
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, close: async () => {} }
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR })
  return { url: embedded.url, close: embedded.takenOver ? async () => {} : embedded.stop }
}
