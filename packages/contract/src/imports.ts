import { z } from 'zod'
import { operation } from './operation.ts'
import { Country, Id, Instant, page, pageInput, StaffSummary } from './shapes.ts'

export const ImportKind = z.enum(['orders', 'customers', 'products', 'stock'])
export type ImportKind = z.infer<typeof ImportKind>

/**
 * `uploading`: pieces are missing. `ready`: to be mapped, tried out or run. `queued`, `running`: in the background.
 * `done`, `canceled`, `failed`: how the last run ended; a dry run that ends is `ready` again.
 */
export const ImportState = z.enum(['uploading', 'ready', 'queued', 'running', 'done', 'canceled', 'failed'])
export type ImportState = z.infer<typeof ImportState>

/** What became of the records of a file. */
export const ImportCounts = z.object({
  records: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** Why a run ended before the end of the file. `line` is where. */
export const ImportFailure = z.object({
  code: z.enum(['NOT_READABLE', 'FILE_GONE', 'BROKEN']),
  message: z.string(),
  line: z.number().int().nullable(),
})
export type ImportFailure = z.infer<typeof ImportFailure>

export const ImportJob = z.object({
  id: Id,
  kind: ImportKind,
  fileName: z.string(),
  sizeBytes: z.number().int(),
  state: ImportState,
  dryRun: z.boolean(),
  counts: ImportCounts,
  /** How much of the file has been read, 0 to 1. */
  progress: z.number(),
  failure: ImportFailure.nullable(),
  createdBy: StaffSummary,
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** The file is thrown away some days after the end. */
  fileGone: z.boolean(),
})
export type ImportJob = z.infer<typeof ImportJob>

/** Where a field of ours comes from: a column of the file (with a second one, joined by a dash), or the same for all. */
export const ImportSource = z.union([
  z.object({ column: z.string().max(200), also: z.string().max(200).optional() }),
  z.object({ constant: z.string().trim().min(1).max(200) }),
])
export type ImportSource = z.infer<typeof ImportSource>

/** How a file is read: which column is which field, and how its values are written. */
export const ImportMapping = z.object({
  fields: z.record(z.string().max(60), ImportSource),
  /** The order of day, month and year where a date is not written year first. */
  dates: z.enum(['iso', 'day_first', 'month_first']).default('iso'),
  /** For dates without an offset of their own. */
  timeZone: z.string().max(60).default('UTC'),
  decimal: z.enum(['.', ',']).default('.'),
  /** Phone numbers without a country code are of this country. */
  country: Country.nullable().default(null),
})
export type ImportMapping = z.infer<typeof ImportMapping>

export const ImportField = z.object({
  key: z.string(),
  type: z.enum([
    'text',
    'number',
    'money',
    'instant',
    'date',
    'phone',
    'email',
    'country',
    'currency',
    'store',
    'list',
  ]),
  /** Without it no record can be taken. */
  needed: z.boolean(),
  /** The same for every line of an order, or each line's own. */
  of: z.enum(['record', 'line']),
})
export type ImportField = z.infer<typeof ImportField>

export const ImportReading = z.object({
  format: z.enum(['csv', 'ndjson', 'json']),
  /** Known shapes need no mapping of columns: they map themselves. */
  shape: z.enum(['table', 'shopify', 'rapport']),
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']),
  delimiter: z.enum([',', ';', '\t', '|']).nullable(),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
})
export type ImportReading = z.infer<typeof ImportReading>

export const ImportDetail = ImportJob.extend({
  chunkBytes: z.number().int(),
  /** Pieces that are still missing, by their place; at most the first hundred. */
  missingChunks: z.array(z.number().int()),
  reading: ImportReading.nullable(),
  mapping: ImportMapping.nullable(),
  fields: z.array(ImportField),
  /** Needed fields that have neither column nor constant. */
  missingFields: z.array(z.string()),
  /** What the last dry run found. */
  rehearsal: ImportCounts.nullable(),
})
export type ImportDetail = z.infer<typeof ImportDetail>

/** A record as it will be read: its fields in words, or why it will be refused. */
export const ImportPreviewRow = z.object({
  line: z.number().int(),
  values: z.record(z.string(), z.string()),
  lines: z.number().int(),
  refusal: z.string().nullable(),
})
export type ImportPreviewRow = z.infer<typeof ImportPreviewRow>

export const ImportRefusal = z.object({
  line: z.number().int(),
  code: z.string(),
  reason: z.string(),
  /** The beginning of the record, as it stands in the file. */
  record: z.string(),
})
export type ImportRefusal = z.infer<typeof ImportRefusal>

export const SavedImportMapping = z.object({
  id: Id,
  kind: ImportKind,
  name: z.string(),
  columns: z.array(z.string()),
  mapping: ImportMapping,
})
export type SavedImportMapping = z.infer<typeof SavedImportMapping>

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
    .input(z.object({ ...pageInput }))
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
