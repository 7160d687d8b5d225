import type { ImportKind, ImportPreviewRow } from '@rapport/contract'
import type { StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { canonicalPhone, shownPhone } from '../customers/contact-point.ts'
import { NotReadable } from './file-text.ts'
import { mappingOf, mustBe, readingOf } from './import-job.ts'
import { piecesOf } from './queries.ts'
import { readRaw } from './raw-records.ts'
import { type FileRecord, recordsOf } from './records.ts'
import { checked, type Targets } from './targets.ts'

const shown = 8

/** The first records as they will be read, or why they will be refused. @throws Refusal NOT_NOW */
export const previewImport =
  (targets: Targets) =>
  async ({ tx, clock }: StaffReading, { importId }: { importId: string }) => {
    const job = await tx.selectFrom('import_jobs').selectAll().where('id', '=', importId).executeTakeFirst()
    if (!job) throw notFound()
    const reading = readingOf(job)
    const mapping = mappingOf(job)
    if (!reading || !mapping) mustBe({ ...job, file_gone_at: null }, 'ready')
    if (!reading || !mapping) throw notFound()
    mustBe(job, 'ready', 'queued', 'running', 'done', 'canceled', 'failed')
    const target = targets[job.kind as ImportKind]
    const options = { kind: job.kind as ImportKind, reading, mapping, shape: target.shape, now: clock.now() }
    const rows: ImportPreviewRow[] = []
    try {
      for await (const record of recordsOf(readRaw(piecesOf(tx, importId), reading), options)) {
        rows.push(rowOf(record, job.kind as ImportKind, checked(target, record).problem))
        if (rows.length >= shown) break
      }
    } catch (error) {
      if (!(error instanceof NotReadable)) throw error
      rows.push({ line: error.line ?? 0, values: {}, lines: 0, refusal: error.message })
    }
    return { rows }
  }

function rowOf(record: FileRecord, kind: ImportKind, problem: string | undefined): ImportPreviewRow {
  const input = (record.input ?? {}) as Record<string, unknown>
  const lines = (input.lines ?? input.variants) as unknown[] | undefined
  const { lines: _, variants: __, ...rest } = input
  const currency = typeof input.currency === 'string' ? input.currency : undefined
  const values = {
    ...flat(rest, '', currency),
    ...flat((lines?.[0] ?? {}) as Record<string, unknown>, 'line.', currency),
  }
  return {
    line: record.line,
    values,
    lines: lines?.length ?? (kind === 'orders' ? 0 : 1),
    refusal: problem ?? null,
  }
}

/** Every value by its path, in words. */
function flat(
  value: Record<string, unknown>,
  path: string,
  currency: string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, string][] => {
      if (one === null || one === undefined || one === '') return []
      if (Array.isArray(one))
        return one.length === 0 ? [] : [[path + key, one.map(each => nameOf(each)).join(', ')]]
      if (typeof one === 'object')
        return Object.entries(flat(one as Record<string, unknown>, `${path}${key}.`, currency))
      if (typeof one === 'number' && key.endsWith('Minor')) return [[path + key, moneyOf(one, currency)]]
      if (key === 'phone') return [[path + key, phoneOf(String(one), value)]]
      return [[path + key, String(one)]]
    }),
  )
}

const nameOf = (value: unknown) =>
  typeof value === 'object' && value !== null
    ? String((value as { name?: string; url?: string }).name ?? (value as { url?: string }).url ?? '…')
    : String(value)

const phoneOf = (entered: string, person: Record<string, unknown>) => {
  const country =
    (person.address as { country?: string } | undefined)?.country ?? (person.country as string | undefined)
  const canonical = canonicalPhone(entered, country)
  return canonical ? shownPhone(canonical) : entered
}

function moneyOf(minor: number, currency: string | undefined): string {
  if (!currency) return String(minor)
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  } catch {
    return String(minor)
  }
}
