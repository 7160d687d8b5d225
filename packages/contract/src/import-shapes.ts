import { z } from 'zod'
import { Country, Id, Instant, StaffSummary } from './shapes.ts'

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
  /** Needed fields that have neither column nor constant; `dates` where it is to be said whether the day or the month is first. */
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
