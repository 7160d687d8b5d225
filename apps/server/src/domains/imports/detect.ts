import type { ImportReading } from '@rapport/contract'
import { elementsOf, encodingOf, linesOf, NotReadable, otherFile, type Pieces, textOf } from './file-text.ts'
import { datesTold, decimalTold } from './how-written.ts'
import { type Raw, readRaw } from './raw-records.ts'

const delimiters = [',', ';', '\t', '|'] as const
const most = 1024 * 1024
const sampled = 50
/** Rows that are looked through for a value that tells how the others are written. */
const lookedThrough = 1000
/** The field of Shopify's orders that says where they were bought. */
export const locationOfDocuments = 'location_id'

/**
 * How the file is written and what is in it; null when it is neither a table nor JSON.
 * @param open the file from its beginning, as often as it is asked
 */
export async function detect(open: () => Pieces): Promise<ImportReading | null> {
  if (await otherFile(open())) return null
  const encoding = await encodingOf(open())
  const [first, second] = await head(linesOf(textOf(open(), encoding), most), 2)
  const opening = first?.line.trim() ?? ''
  if (opening === '' || opening.includes('\u0000')) return null
  if (opening.startsWith('{') || opening.startsWith('[')) {
    const another = second?.line.trim().startsWith('{') ?? false
    const lines = parses(opening) && opening.startsWith('{') && (another || !hasList(opening))
    const format = lines ? 'ndjson' : 'json'
    const documents =
      format === 'ndjson'
        ? await head(linesOf(textOf(open(), encoding), most), sampled)
        : await head(elementsOf(textOf(open(), encoding)), sampled)
    const values = documents.map(({ line }) => parsed(line)).filter(value => value !== undefined)
    if (values.length === 0) return null
    const shape = shapeOfDocument(values[0])
    return { format, shape, encoding, delimiter: null, columns: shape === 'shopify' ? placesOf(values) : [] }
  }
  const delimiter = separatorTold(first?.line ?? '') ?? delimiterOf(first?.line ?? '')
  if (!delimiter && (second === undefined || opening.length > 200)) return null
  const way = { format: 'csv', encoding, delimiter: delimiter ?? ',' } as const
  const rows: Raw[] = await head(readRaw(open(), way), lookedThrough + 1)
  const [names, ...samples] = rows.flatMap(row => ('cells' in row ? [row.cells] : []))
  if (!names || samples.length === 0) return null
  const columns = named(names).map((name, place) => ({
    name,
    samples: samplesOf(samples.map(cells => (cells[place] ?? '').trim().slice(0, 80))),
  }))
  return { ...way, shape: isShopifyTable(names) ? 'shopify' : 'table', columns }
}

/** The first few, and those that tell how dates and amounts are written, however far down they stand. */
function samplesOf(values: readonly string[]): string[] {
  const telling = [decimalTold, datesTold].flatMap(told => values.find(value => told(value)) ?? [])
  const first = new Set(values.slice(0, sampled).filter(Boolean))
  return [...new Set([...[...first].slice(0, 5), ...telling])]
}

/** Names of the columns: each once, none empty. */
export function named(head: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return head.map((cell, place) => {
    const name = cell.trim().slice(0, 180) || `#${place + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** The separator of the table where its first line says it, as Excel wants it. */
export const separatorTold = (line: string) =>
  delimiters.find(delimiter => line.replace(/\r$/, '').toLowerCase() === `sep=${delimiter}`)

/** The one that cuts the head into most cells, outside quotes. */
export function delimiterOf(line: string) {
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '""')
  const counted = delimiters.map(delimiter => ({ delimiter, times: bare.split(delimiter).length - 1 }))
  const best = counted.reduce((a, b) => (b.times > a.times ? b : a))
  return best.times > 0 ? best.delimiter : null
}

const isShopifyTable = (names: readonly string[]) =>
  ['Name', 'Financial Status', 'Lineitem name', 'Lineitem quantity', 'Lineitem price'].every(name =>
    names.includes(name),
  )

function shapeOfDocument(value: unknown): ImportReading['shape'] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return keys.includes('line_items') || (keys.includes('variants') && keys.includes('handle'))
    ? 'shopify'
    : 'rapport'
}

/** What of Shopify's documents can be mapped: where each order was bought. */
const placesOf = (documents: readonly unknown[]) => [
  {
    name: locationOfDocuments,
    samples: [
      ...new Set(
        documents.flatMap(one => {
          const place = (one as Record<string, unknown> | null)?.[locationOfDocuments]
          return typeof place === 'string' || typeof place === 'number' ? [String(place)] : []
        }),
      ),
    ].slice(0, 5),
  },
]

const hasList = (text: string) => /^\{\s*"[\w-]+"\s*:\s*\[/.test(text)
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
const parses = (text: string) => parsed(text) !== undefined

/** The first of them, as far as they can be read. */
export async function head<T>(items: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = []
  try {
    for await (const item of items) {
      found.push(item)
      if (found.length >= count) break
    }
  } catch (error) {
    // What can be read of it tells how it is written; where it ends is told by the preview and the run.
    if (!(error instanceof NotReadable)) throw error
  }
  return found
}
