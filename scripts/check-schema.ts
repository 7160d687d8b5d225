import { readFile } from 'node:fs/promises'
import { generatedFile, schemaTypes } from './schema.ts'

/** Fails when a migration changed the tables and the row types were not generated again. */
const [kept, made] = await Promise.all([readFile(generatedFile, 'utf8'), schemaTypes()])
if (kept !== made) {
  console.error('The row types are stale. Run: npm run types')
  process.exitCode = 1
}
