import type { ImportRefusal } from '@rapport/contract'
import { stringify } from 'csv-stringify/sync'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { type JobRow, readingOf } from './import-job.ts'

type At = Pick<StaffReading, 'tx'>
type Page = { importId: string; cursor?: string | undefined; limit: number }
const pageRows = 500

const refusalsAfter = (at: At, importId: string, position: number, limit: number) =>
  at.tx
    .selectFrom('import_refusals')
    .selectAll()
    .where('job_id', '=', importId)
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute()

async function jobOf(at: At, importId: string): Promise<JobRow> {
  const job = await at.tx.selectFrom('import_jobs').selectAll().where('id', '=', importId).executeTakeFirst()
  if (!job) throw notFound()
  return job
}

/** What was not taken in the last run, as it comes in the file. @throws Refusal NOT_FOUND */
export async function listRefusals(at: At, input: Page) {
  await jobOf(at, input.importId)
  const cursor = decodeCursor(input.cursor, ['score'])
  const rows = await refusalsAfter(at, input.importId, Number(cursor?.[0] ?? 0), input.limit + 1)
  return pageOf(
    rows,
    input.limit,
    (row): ImportRefusal => ({
      line: row.line,
      code: row.code,
      reason: row.reason,
      record: (row.rows as string[][])[0]?.filter(Boolean).join(' · ').slice(0, 200) ?? '',
    }),
    row => [row.position],
  )
}

/**
 * The refused records as a file that can be mended and imported: the columns as they were, and the reason. A cell that a
 * spreadsheet would run as a formula is quoted with an apostrophe, which reading takes away again. Cells beyond the head
 * stay, or a row that is shifted would be taken the next time.
 * @throws Refusal NOT_FOUND
 */
export async function refusalFile(at: At, { importId }: { importId: string }) {
  const job = await jobOf(at, importId)
  const reading = readingOf(job)
  const table = reading?.format === 'csv'
  const lines = table
    ? tableOf(at, importId, {
        delimiter: reading.delimiter ?? ',',
        names: reading.columns.map(column => column.name),
      })
    : documentsOf(at, importId)
  const name = `${job.file_name.replace(/\.[^.]*$/, '')} - refused.${table ? 'csv' : 'ndjson'}`
  return {
    headers: {
      'content-type': table ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
    body: ReadableStream.from(encoded(lines)),
  }
}

async function* encoded(lines: AsyncIterable<string>) {
  const encoder = new TextEncoder()
  for await (const text of lines) yield encoder.encode(text)
}

async function* tableOf(
  at: At,
  importId: string,
  { delimiter, names }: { delimiter: string; names: string[] },
) {
  const rows = (cells: string[][]) =>
    stringify(cells, { delimiter, record_delimiter: '\r\n', escape_formulas: true })
  // The mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${rows([[...names, 'reason']])}`
  for await (const page of pagesOf(at, importId))
    yield rows(
      page.flatMap(row =>
        (row.rows as string[][]).map(cells => [
          ...cells,
          ...names.slice(cells.length).map(() => ''),
          row.reason,
        ]),
      ),
    )
}

async function* documentsOf(at: At, importId: string) {
  for await (const page of pagesOf(at, importId))
    yield page
      .map(
        row =>
          `${JSON.stringify({ line: row.line, reason: row.reason, record: (row.rows as string[][])[0]?.[0] })}\n`,
      )
      .join('')
}

async function* pagesOf(at: At, importId: string) {
  for (let position = 0; ; ) {
    const page = await refusalsAfter(at, importId, position, pageRows)
    const last = page.at(-1)
    if (!last) return
    yield page
    position = last.position
  }
}
