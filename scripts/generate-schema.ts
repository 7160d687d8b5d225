import { writeFile } from 'node:fs/promises'
import { generatedFile, schemaTypes } from './schema.ts'

await writeFile(generatedFile, await schemaTypes())
