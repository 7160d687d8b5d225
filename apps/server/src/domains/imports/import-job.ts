import type {
  ImportCounts,
  ImportDetail,
  ImportFailure,
  ImportJob,
  ImportKind,
  ImportMapping,
  ImportReading,
  ImportState,
} from '@rapport/contract'
import type { Selectable } from 'kysely'
import type { DB } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { fieldsToMap, missingFields } from './import-fields.ts'

/** A file travels and is kept in pieces of this size. */
export const chunkBytes = 1024 * 1024
export const chunksOf = (sizeBytes: number) => Math.ceil(sizeBytes / chunkBytes)
export const lengthOfChunk = (sizeBytes: number, place: number) =>
  Math.max(0, Math.min(chunkBytes, sizeBytes - place * chunkBytes))

export type JobRow = Selectable<DB['import_jobs']>
export type Creator = { first_name: string; last_name: string; hue: number }

/** At another step than the one this needs. */
export const notNow = (state: string) =>
  new Refusal('NOT_NOW', 409, 'This import is at another step by now. Look at it again.', { state })

/** @throws Refusal NOT_NOW */
export function mustBe(job: Pick<JobRow, 'state' | 'file_gone_at'>, ...states: ImportState[]): void {
  if (!states.includes(job.state as ImportState) || job.file_gone_at !== null) throw notNow(job.state)
}

/** Steps at which a run may begin: a stopped one may be gone through again, what it took changes nothing then. */
export const beforeRun = ['ready', 'canceled', 'failed'] as const

export const readingOf = (job: JobRow) => job.reading as ImportReading | null
export const mappingOf = (job: JobRow) => job.mapping as ImportMapping | null
const countsOf = (job: JobRow): ImportCounts => ({
  records: job.position,
  created: job.created,
  updated: job.updated,
  unchanged: job.unchanged,
  refused: job.refused,
})

export function toJob(job: JobRow, creator: Creator): ImportJob {
  return {
    id: job.id,
    kind: job.kind as ImportKind,
    fileName: job.file_name,
    sizeBytes: job.size_bytes,
    state: job.state as ImportState,
    dryRun: job.dry_run,
    counts: countsOf(job),
    progress: job.state === 'done' ? 1 : Math.min(1, job.bytes_read / job.size_bytes),
    failure: job.failure as ImportFailure | null,
    createdBy: {
      id: job.created_by,
      firstName: creator.first_name,
      lastName: creator.last_name,
      hue: creator.hue,
    },
    createdAt: job.created_at.toISOString(),
    startedAt: job.started_at?.toISOString() ?? null,
    endedAt: job.ended_at?.toISOString() ?? null,
    fileGone: job.file_gone_at !== null,
  }
}

export function toDetail(job: JobRow, creator: Creator, missingChunks: number[]): ImportDetail {
  const reading = readingOf(job)
  const kind = job.kind as ImportKind
  return {
    ...toJob(job, creator),
    chunkBytes,
    missingChunks,
    reading,
    mapping: mappingOf(job),
    fields: fieldsToMap(kind, reading),
    missingFields: missingFields(kind, reading, mappingOf(job)),
    rehearsal: job.rehearsal as ImportCounts | null,
  }
}
