import { delimiterOf, head, separatorTold } from './detect.ts'
import { encodingOf, linesOf, NotReadable, otherFile, type Pieces, textOf } from './file-text.ts'
import { readRaw } from './raw-records.ts'

type Why = 'empty' | 'no_rows' | 'quote' | 'packed' | 'picture' | 'document' | 'unknown'

const words: Record<Why, (line: number | null) => string> = {
  empty: () => 'The file is empty.',
  no_rows: () => 'The file has the heads of its columns, and no row below them.',
  quote: line => `From line ${line} on a quotation mark is opened and never closed. Mend the file there.`,
  packed: () =>
    'This is a packed file, or a workbook of Excel. Unpack it, or save the sheet as CSV, and try again.',
  picture: () => 'This is a picture. Choose the table.',
  document: () => 'This is a document, not a table of text. Save it as CSV and try again.',
  unknown: () => 'This is neither a table nor lines of JSON. Save it as CSV and try again.',
}

/** What is wrong with a file that is neither a table nor JSON, and in words. */
export async function whyUnreadable(
  open: () => Pieces,
): Promise<{ why: Why; line: number | null; message: string }> {
  const { why, line } = await reasonOf(open)
  return { why, line, message: words[why](line) }
}

async function reasonOf(open: () => Pieces): Promise<{ why: Why; line: number | null }> {
  const found = (why: Why, line: number | null = null) => ({ why, line })
  const other = await otherFile(open())
  if (other) return found(other)
  const encoding = await encodingOf(open())
  const lines = (await head(linesOf(textOf(open(), encoding), 1024 * 1024), 3)).map(({ line }) => line)
  if (lines.every(line => line.trim() === '')) return found('empty')
  const told = separatorTold(lines[0] ?? '')
  const names = (told ? lines[1] : lines[0]) ?? ''
  const delimiter = told ?? delimiterOf(names)
  if (!delimiter || /^[[{]/.test(names.trim()) || names.includes('\u0000')) return found('unknown')
  try {
    let rows = 0
    for await (const _ of readRaw(open(), { format: 'csv', encoding, delimiter })) rows++
    return found(rows <= 1 ? 'no_rows' : 'unknown')
  } catch (error) {
    if (error instanceof NotReadable) return found('quote', error.line)
    throw error
  }
}
