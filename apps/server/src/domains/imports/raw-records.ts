import { Readable } from 'node:stream'
import type { ImportReading } from '@rapport/contract'
import { CsvError, parse } from 'csv-parse'
import { elementsOf, linesOf, NotReadable, type Pieces, textOf } from './file-text.ts'

/** One row of a table, or one document of a list, as it stands in the file; `bytes` is how far the file is read with it. */
export type Raw =
  | { line: number; bytes: number; cells: string[] }
  | { line: number; bytes: number; document: unknown; text: string }
  | { line: number; bytes: number; broken: string; text: string }

const longestRecord = 1024 * 1024
type Way = Pick<ImportReading, 'format' | 'encoding' | 'delimiter'>

/** The file's rows, one after the other; only the one at hand is in memory. The first row of a table is its head. */
export async function* readRaw(pieces: Pieces, way: Way): AsyncGenerator<Raw> {
  if (way.format === 'csv') yield* readTable(pieces, way)
  else if (way.format === 'ndjson') {
    let nth = 0
    for await (const { line, bytes } of linesOf(textOf(pieces, way.encoding), longestRecord)) {
      nth++
      if (line.trim() !== '') yield documentOf(line, nth, bytes)
    }
  } else {
    for await (const { line, bytes, at } of elementsOf(textOf(pieces, way.encoding)))
      yield documentOf(line, at, bytes)
  }
}

function documentOf(text: string, line: number, bytes: number): Raw {
  if (text.length >= longestRecord)
    return { line, bytes, broken: 'This record is longer than 1 MB.', text: text.slice(0, 2000) }
  try {
    return { line, bytes, document: JSON.parse(text) as unknown, text }
  } catch {
    return { line, bytes, broken: 'This is not JSON.', text: text.slice(0, 2000) }
  }
}

async function* readTable(pieces: Pieces, way: Way): AsyncGenerator<Raw> {
  // What the parser has read ahead of whoever reads: it is not lost where the parser stops.
  let ahead: { lines: number; bytes: number; cells: string[] }[] = []
  let taken = 0
  let ended = 0
  const parser = parse({
    delimiter: way.delimiter ?? ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: string[], { lines, bytes }) => {
      ended = lines
      ahead.push({ lines, bytes, cells })
      return cells
    },
  })
  const text = Readable.from(textOf(pieces, way.encoding))
  // What fails while the file is fetched must reach whoever reads the rows.
  text.on('error', error => parser.destroy(error))
  text.pipe(parser)
  let line = 1
  const next = (): Raw[] => {
    const row = ahead[taken++]
    if (!row) return []
    // Not one by one: a piece of the file may have thousands of them.
    if (taken >= 1000) {
      ahead = ahead.slice(taken)
      taken = 0
    }
    const at = line
    line = row.lines + 1
    // «sep=;», by which Excel knows the separator, is a line of its own before the head.
    if (at === 1 && row.cells.length === 2 && /^sep=$/i.test(row.cells[0] ?? '') && row.cells[1] === '')
      return []
    return [{ line: at, bytes: row.bytes, cells: row.cells }]
  }
  try {
    for await (const _ of parser) yield* next()
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    while (taken < ahead.length) yield* next()
    throw new NotReadable('From this line on a quotation mark is opened and never closed.', ended + 1)
  } finally {
    text.destroy()
  }
}
