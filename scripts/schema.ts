import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../apps/server/src/platform/db/embedded.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'

const root = path.resolve(import.meta.dirname, '..')
export const generatedFile = path.join(root, 'apps/server/src/platform/db/schema.generated.ts')

/** The row types as the migrations make them: a fresh database is migrated and read. */
export async function schemaTypes(): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-schema-'))
  const database = await startEmbedded({ dataDir, volatile: true })
  try {
    await migrate(database.url)
    const out = path.join(dataDir, 'schema.ts')
    const cli = path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
    const options = [
      '--dialect',
      'postgres',
      '--url',
      database.url,
      '--out-file',
      out,
      '--type-mapping',
      '{"int8":"number"}',
      '--date-parser',
      'string',
    ]
    const made = spawnSync(
      process.execPath,
      [cli, ...options, '--singularize=false', '--default-schema', 'public'],
      { encoding: 'utf8' },
    )
    if (made.status !== 0)
      throw new Error(`The row types could not be generated: ${made.stderr}${made.stdout}`)
    return await readFile(out, 'utf8')
  } finally {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
