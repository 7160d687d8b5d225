import { isUtf8 } from 'node:buffer'

/** A line of a body: its text, or why it cannot be read. `number` counts from 1, empty lines too. */
export type Line = { number: number } & ({ text: string } | { unreadable: 'too_long' | 'not_utf8' })

const newline = 10

/**
 * The lines of a body as they come, those of a piece together. At most a line is held; one that is longer than `longest`
 * bytes is not held, only counted. Empty lines are passed over.
 */
export async function* linesOf(body: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line[]> {
  let number = 0
  let held: Buffer[] = []
  let size = 0
  const take = (piece: Buffer) => {
    size += piece.length
    if (size <= longest) held.push(piece)
    else held = []
  }
  const finish = (): Line | null => {
    number += 1
    const line =
      size > longest ? { number, unreadable: 'too_long' as const } : read(Buffer.concat(held), number)
    held = []
    size = 0
    return line
  }
  for await (const piece of body) {
    const lines: Line[] = []
    let from = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      take(piece.subarray(from, end))
      const line = finish()
      if (line) lines.push(line)
      from = end + 1
    }
    take(piece.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (size === 0) return
  const last = finish()
  if (last) yield [last]
}

function read(bytes: Buffer, number: number): Line | null {
  if (!isUtf8(bytes)) return { number, unreadable: 'not_utf8' }
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
  return text === '' ? null : { number, text }
}
