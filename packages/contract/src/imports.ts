import { z } from 'zod'
import {
  ImportDetail,
  ImportJob,
  ImportKind,
  ImportMapping,
  ImportPreviewRow,
  ImportRefusal,
  ImportState,
  SavedImportMapping,
} from './import-shapes.ts'
import { operation } from './operation.ts'
import { eitherEnd, Id, page, pageInput, searched } from './shapes.ts'

const notNow = {
  status: 409,
  data: z.object({ state: ImportState }),
  message: 'This import is at another step by now. Look at it again.',
} as const
const tags = ['Imports']
const one = z.object({ importId: Id })

export const imports = {
  list: operation('import.manage')
    .route({ method: 'GET', path: '/imports', tags, summary: 'Imports from files, newest first' })
    .input(
      z.object({
        kind: ImportKind.optional(),
        /** A piece of the file's name. */
        q: searched.optional(),
        ...eitherEnd('newest'),
        ...pageInput,
      }),
    )
    .output(page(ImportJob)),
  create: operation('import.manage')
    .route({
      method: 'POST',
      path: '/imports',
      successStatus: 201,
      tags,
      summary: 'Begin an import; then put its pieces and say that the file is complete',
    })
    .errors({
      FILE_TOO_LARGE: {
        status: 413,
        data: z.object({ maxBytes: z.number().int() }),
        message:
          'The file is larger than this server takes. Split it, or let an operator raise IMPORT_MAX_MB.',
      },
    })
    .input(
      z.object({
        kind: ImportKind,
        fileName: z.string().trim().min(1).max(200),
        sizeBytes: z.number().int().min(1),
      }),
    )
    .output(ImportDetail),
  get: operation('import.manage')
    .route({
      method: 'GET',
      path: '/imports/{importId}',
      tags,
      summary: 'One import, with how its file is read',
    })
    .input(one)
    .output(ImportDetail),
  putChunk: operation('import.manage')
    .route({
      method: 'PUT',
      path: '/imports/{importId}/chunks/{place}',
      inputStructure: 'detailed',
      tags,
      summary:
        'One piece of the file: chunkBytes long, the last one what remains; putting it again changes nothing',
    })
    .errors({
      NOT_NOW: notNow,
      CHUNK_WRONG: {
        status: 422,
        message: 'This piece is not as long as it has to be. Read the file again.',
      },
    })
    .input(
      z.object({
        params: z.object({ importId: Id, place: z.coerce.number().int().min(0).max(100_000) }),
        body: z.file(),
      }),
    )
    .output(z.object({})),
  finishUpload: operation('import.manage')
    .route({
      method: 'POST',
      path: '/imports/{importId}/uploaded',
      tags,
      summary: 'The file is complete: look at it and suggest a mapping',
    })
    .errors({
      NOT_NOW: notNow,
      CHUNKS_MISSING: { status: 409, message: 'Pieces of the file are missing. Put them, then ask again.' },
      NOT_READABLE: {
        status: 422,
        data: z.object({
          why: z.enum(['empty', 'no_rows', 'quote', 'packed', 'picture', 'document', 'unknown']),
          line: z.number().int().nullable(),
        }),
        message: 'This is neither a table nor lines of JSON. Save it as CSV and try again.',
      },
    })
    .input(one)
    .output(ImportDetail),
  setMapping: operation('import.manage')
    .route({
      method: 'PUT',
      path: '/imports/{importId}/mapping',
      tags,
      summary: 'Say which column is which field',
    })
    .errors({ NOT_NOW: notNow })
    .input(one.extend({ mapping: ImportMapping }))
    .output(ImportDetail),
  preview: operation('import.manage')
    .route({
      method: 'GET',
      path: '/imports/{importId}/preview',
      tags,
      summary: 'The first records, as they will be read',
    })
    .errors({ NOT_NOW: notNow })
    .input(one)
    .output(z.object({ rows: z.array(ImportPreviewRow) })),
  start: operation('import.manage')
    .route({
      method: 'POST',
      path: '/imports/{importId}/runs',
      tags,
      summary: 'Run it in the background; a dry run tells what would happen and writes nothing',
    })
    .errors({
      NOT_NOW: notNow,
      FIELDS_MISSING: {
        status: 409,
        data: z.object({ fields: z.array(z.string()) }),
        message: 'Fields that every record needs have no column yet.',
      },
    })
    .input(one.extend({ dryRun: z.boolean() }))
    .output(ImportDetail),
  cancel: operation('import.manage')
    .route({
      method: 'POST',
      path: '/imports/{importId}/cancel',
      tags,
      summary: 'Stop; what has been taken stays, running it again doubles nothing',
    })
    .errors({ NOT_NOW: notNow })
    .input(one)
    .output(ImportDetail),
  refusals: operation('import.manage')
    .route({
      method: 'GET',
      path: '/imports/{importId}/refusals',
      tags,
      summary: 'Records that were not taken, and why',
    })
    .input(one.extend({ ...pageInput }))
    .output(page(ImportRefusal)),
  refusalFile: operation('import.manage')
    .route({
      method: 'GET',
      path: '/imports/{importId}/refusals-file',
      outputStructure: 'detailed',
      tags,
      summary: 'The same as a file: the columns as they were, and the reason; mend it and import it',
    })
    .input(one)
    .output(
      z.object({
        headers: z.record(z.string(), z.string()),
        body: z.unknown().describe('CSV, or NDJSON where the file was.'),
      }),
    ),
  mappings: operation('import.manage')
    .route({ method: 'GET', path: '/import-mappings', tags, summary: 'Mappings kept for the next file' })
    .input(z.object({ kind: ImportKind }))
    .output(z.object({ mappings: z.array(SavedImportMapping) })),
  saveMapping: operation('import.manage')
    .route({ method: 'PUT', path: '/import-mappings/{mappingId}', tags, summary: 'Keep a mapping by a name' })
    .errors({ NAME_TAKEN: { status: 409, message: 'Another mapping of this kind has this name.' } })
    .input(
      z.object({
        mappingId: Id,
        kind: ImportKind,
        name: z.string().trim().min(1).max(80),
        columns: z.array(z.string().max(200)).max(500),
        mapping: ImportMapping,
      }),
    )
    .output(z.object({})),
  removeMapping: operation('import.manage')
    .route({ method: 'DELETE', path: '/import-mappings/{mappingId}', tags, summary: 'Remove a kept mapping' })
    .input(z.object({ mappingId: Id }))
    .output(z.object({})),
}
