import type { ImportReading } from '@rapport/contract'

export type Encoding = ImportReading['encoding']
/** The pieces of a file, in order. */
export type Pieces = AsyncIterable<Uint8Array>

/** The file cannot be read on from here. */
export class NotReadable extends Error {
  readonly line: number | null
  constructor(message: string, line: number | null) {
    super(message)
    this.line = line
  }
}

/** The first bytes by which files that are often taken for tables are known. */
const signatures: readonly ['packed' | 'picture' | 'document', readonly number[]][] = [
  ['packed', [0x1f, 0x8b]],
  // A workbook of Excel is a zip, too.
  ['packed', [0x50, 0x4b, 0x03, 0x04]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['document', [0x25, 0x50, 0x44, 0x46]],
  ['document', [0xd0, 0xcf, 0x11, 0xe0]],
]

/** What the file is, by its first bytes, when it is no text at all. */
export async function otherFile(pieces: Pieces) {
  const beginning: number[] = []
  for await (const piece of pieces) {
    beginning.push(...piece.subarray(0, 8))
    if (beginning.length >= 8) break
  }
  return signatures.find(([, bytes]) => bytes.every((byte, place) => beginning[place] === byte))?.[0]
}

/** The text of a file, piece by piece; a character that two pieces share is whole. */
export async function* textOf(pieces: Pieces, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

/**
 * How the file's characters are written: by its mark, else UTF-8 when all of it is, else Windows-1252, in which every
 * byte means something.
 */
export async function encodingOf(pieces: Pieces): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const piece of pieces) {
      if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
      first = false
      decoder.decode(piece, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

/** Lines without their ends, with where the next one begins, in bytes of UTF-8. A line longer than `most` is cut there. */
export async function* linesOf(
  text: AsyncIterable<string>,
  most: number,
): AsyncGenerator<{ line: string; bytes: number }> {
  let rest = ''
  let bytes = 0
  let skipping = false
  for await (const piece of text) {
    rest += piece
    let from = 0
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
      const line = rest.slice(from, end)
      bytes += Buffer.byteLength(line) + 1
      from = end + 1
      if (skipping) skipping = false
      else yield { line: line.replace(/\r$/, ''), bytes }
    }
    rest = rest.slice(from)
    if (rest.length > most) {
      if (!skipping) yield { line: rest, bytes }
      bytes += Buffer.byteLength(rest)
      skipping = true
      rest = ''
    }
  }
  if (rest !== '' && !skipping) yield { line: rest, bytes: bytes + Buffer.byteLength(rest) }
}

/**
 * The elements of the first list in a JSON document, `[…]` or `{"orders": […]}`, each as text, while it is read.
 * Only as much is looked at as tells where one ends; whether it is JSON is found when it is parsed.
 * @throws NotReadable when the list has no end
 */
export async function* elementsOf(
  text: AsyncIterable<string>,
): AsyncGenerator<{ line: string; bytes: number; at: number }> {
  let depth = 0
  let listDepth = -1
  let element = ''
  let inString = false
  let escaped = false
  let bytes = 0
  let lines = 1
  let at = 1
  for await (const piece of text) {
    let from = 0
    let counted = 0
    for (let place = 0; place < piece.length; place++) {
      const sign = piece[place]
      if (sign === '\n') lines++
      if (inString) {
        if (escaped) escaped = false
        else if (sign === '\\') escaped = true
        else if (sign === '"') inString = false
        continue
      }
      if (sign === '"') inString = true
      else if (sign === '{' || sign === '[') {
        if (listDepth < 0 && sign === '[') listDepth = depth + 1
        else if (depth === listDepth) {
          element = ''
          from = place
          at = lines
        }
        depth++
      } else if (sign === '}' || sign === ']') {
        depth--
        if (depth === listDepth) {
          element += piece.slice(from, place + 1)
          bytes += Buffer.byteLength(piece.slice(counted, place + 1))
          counted = place + 1
          yield { line: element, bytes, at }
          element = ''
          from = place + 1
        }
        if (depth < listDepth) return
      }
    }
    if (depth > listDepth && listDepth >= 0) element += piece.slice(from)
    bytes += Buffer.byteLength(piece.slice(counted))
  }
  // Whoever cut it off may have cut off records that nobody would miss.
  if (listDepth >= 0)
    throw new NotReadable('The file is cut off here: its list has no end.', depth > listDepth ? at : lines)
}
