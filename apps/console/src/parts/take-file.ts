import { api } from '@rapport/client'
import type { ListExport } from '@rapport/contract'
import { csvOf, delimiterFor } from './csv.ts'

/** More than a spreadsheet is pleasant with; beyond it a file says that it ends before the list does. */
export const mostRows = 10_000

/** A list as a file: all that its filters leave, from page to page of the API. */
export type ListFile<Row> = {
  page: (cursor: string | undefined) => Promise<{ items: readonly Row[]; nextCursor: string | null }>
  filter: ListExport['filter']
}
type Asked<Row> = ListFile<Row> & {
  list: ListExport['list']
  name: string
  language: string
  columns: readonly { head: string; text: (row: Row) => string }[]
  signal: AbortSignal
}

/**
 * Fetches the pages, has it written down that they are taken, and hands the browser the file.
 * @returns how many rows it holds, and whether the list goes on
 */
export async function takeFile<Row>(asked: Asked<Row>): Promise<{ rows: number; more: boolean }> {
  const { columns, language, signal } = asked
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await asked.page(cursor)
    if (signal.aborted) throw new DOMException('', 'AbortError')
    rows.push(...page.items.slice(0, mostRows - rows.length))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && rows.length < mostRows)
  await api.audit.recordExport({ list: asked.list, rows: rows.length, filter: asked.filter })
  const lines = [columns.map(column => column.head), ...rows.map(row => columns.map(({ text }) => text(row)))]
  const blob = new Blob([csvOf(lines, delimiterFor(language))], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${asked.name}.csv`
  link.click()
  // The download has its own hold of it once it began.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return { rows: rows.length, more: cursor !== undefined }
}
