import type { ImportKind, ImportMapping, ImportReading } from '@rapport/contract'
import { buildInput, cellOf, type Row } from './build-input.ts'
import { named } from './detect.ts'
import { NotReadable } from './file-text.ts'
import type { Raw } from './raw-records.ts'
import { ValueProblem } from './read-value.ts'

/** One thing of the file, wherever its lines end; `rows` are as they stand there, for who has to mend it. */
export type FileRecord = {
  line: number
  bytes: number
  rows: string[][]
  input?: unknown
  problem?: string
  /** The file does not say when this was last changed. */
  undated?: boolean
  /** What nobody thought of, for the log. */
  broken?: unknown
}
/** What makes an order or product of a known shop system's rows or document; throws with a sentence when it cannot. */
export type Shape = {
  table?: (rows: Record<string, string>[], store: string | null) => unknown
  document?: (document: unknown, store: { otherwise: string | null } | null) => unknown
}

type Options = {
  kind: ImportKind
  reading: Pick<ImportReading, 'format' | 'shape'>
  mapping: ImportMapping
  shape: Shape | undefined
  now: Date
}
const mostRows = 2000
export const failedAtRecord = 'Rapport failed at this record. The log says why.'

/** The records of a file, made ready for the verb of their kind; at most one is in memory. */
export async function* recordsOf(raws: AsyncIterable<Raw>, options: Options): AsyncGenerator<FileRecord> {
  if (options.reading.format === 'csv') yield* recordsOfTable(raws, options)
  else for await (const raw of raws) yield recordOfDocument(raw, options)
}

function recordOfDocument(raw: Raw, { reading, shape, mapping }: Options): FileRecord {
  const { line, bytes } = raw
  if ('cells' in raw) throw new Error('A row of a table came where documents were read.')
  const rows = [[raw.text]]
  if ('broken' in raw) return { line, bytes, rows, problem: raw.broken }
  if (reading.shape === 'rapport') return { line, bytes, rows, input: raw.document }
  return { line, bytes, rows, ...made(() => shape?.document?.(raw.document, storeOfDocuments(mapping))) }
}

async function* recordsOfTable(raws: AsyncIterable<Raw>, options: Options): AsyncGenerator<FileRecord> {
  let names: string[] | undefined
  let open: { key: string; line: number; bytes: number; rows: string[][] } | undefined
  for await (const raw of raws) {
    if (!('cells' in raw)) throw new Error('A document came where a table was read.')
    if (!names) {
      names = named(raw.cells)
      continue
    }
    const key = keyOf(rowOf(names, raw.cells), options)
    if (open && key !== undefined && open.key === key && open.rows.length < mostRows) {
      open.rows.push(raw.cells)
      open.bytes = raw.bytes
      continue
    }
    if (open) yield recordOfRows(open, names, options)
    open = { key: key ?? '', line: raw.line, bytes: raw.bytes, rows: [raw.cells] }
    if (key === undefined) {
      yield recordOfRows(open, names, options)
      open = undefined
    }
  }
  if (open && names) yield recordOfRows(open, names, options)
}

const rowOf = (names: string[], cells: string[]): Row =>
  new Map(names.map((name, place) => [name, unquoted(cells[place] ?? '')]))

/** The apostrophe by which a spreadsheet is kept from running a cell, as our own files of refused records have it. */
const unquoted = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** Rows of one key beside each other are one record; undefined stands alone. */
function keyOf(row: Row, { kind, reading, mapping }: Options): string | undefined {
  if (reading.shape === 'shopify') return row.get(kind === 'products' ? 'Handle' : 'Name')
  return kind === 'orders' || kind === 'products' ? cellOf(mapping, 'externalId', row) : undefined
}

function recordOfRows(
  open: { line: number; bytes: number; rows: string[][] },
  names: string[],
  { kind, reading, mapping, shape, now }: Options,
): FileRecord {
  const { line, bytes, rows } = open
  const long = rows.find(cells => cells.length > names.length)
  if (long)
    return { line, bytes, rows, problem: `This row has ${long.length} cells, the head has ${names.length}.` }
  const byName = rows.map(cells => rowOf(names, cells))
  if (reading.shape === 'shopify') {
    const store = (byName[0] && cellOf(mapping, 'store', byName[0])) ?? null
    const cellsOf = byName.map(row => Object.fromEntries(row))
    return { line, bytes, rows, ...made(() => shape?.table?.(cellsOf, store)) }
  }
  const undated = byName[0] !== undefined && cellOf(mapping, 'version', byName[0]) === undefined
  return { line, bytes, rows, ...made(() => buildInput(kind, byName, mapping, now)), undated }
}

function storeOfDocuments({ fields: { store } }: ImportMapping) {
  if (!store) return null
  return { otherwise: 'constant' in store ? store.constant : null }
}

function made(make: () => unknown): Pick<FileRecord, 'input' | 'problem' | 'broken'> {
  try {
    return { input: make() }
  } catch (error) {
    if (error instanceof ValueProblem || (error instanceof Error && error.name === 'ShapeProblem'))
      return { problem: error.message }
    return { problem: failedAtRecord, broken: error }
  }
}

/** The records up to where the file cannot be read on; what is whole before is taken like any other. */
export async function* untilUnreadable(
  records: AsyncIterable<FileRecord>,
  tell: (problem: NotReadable) => void,
) {
  try {
    yield* records
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error
    tell(error)
  }
}
