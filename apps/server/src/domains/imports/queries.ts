import type { ImportKind, ListEnd } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import type { Database } from '../../platform/db/database.ts'
import { decodeCursor, literally, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Pieces } from './file-text.ts'
import { chunksOf, type JobRow, toDetail, toJob } from './import-job.ts'

type At = Pick<StaffReading, 'tx'>
type Page = {
  kind?: ImportKind | undefined
  q?: string | undefined
  first: ListEnd
  cursor?: string | undefined
  limit: number
}

/** Imports, from either end; of a kind, or by a piece of the file's name. */
export async function listImports({ tx }: At, input: Page) {
  const { kind, q, first } = input
  const cursor = decodeCursor(input.cursor, ['id'])
  const rows = await tx
    .selectFrom('import_jobs as j')
    .innerJoin('staff as s', 's.id', 'j.created_by')
    .selectAll('j')
    .select(['s.first_name', 's.last_name', 's.hue'])
    .$if(kind !== undefined, query => query.where('j.kind', '=', kind ?? ''))
    .$if(q !== undefined, query =>
      query.where(sql<boolean>`lower(j.file_name) like ${`%${literally((q ?? '').toLowerCase())}%`}`),
    )
    .$if(cursor !== undefined, query =>
      query.where('j.id', first === 'newest' ? '<' : '>', cursor?.[0] ?? ''),
    )
    .orderBy('j.id', first === 'newest' ? 'desc' : 'asc')
    .limit(input.limit + 1)
    .execute()
  return pageOf(
    rows,
    input.limit,
    row => toJob(row, row),
    row => [row.id],
  )
}

/** One import with how its file is read. @throws Refusal NOT_FOUND */
export async function readImport({ tx }: At, { importId }: { importId: string }) {
  const row = await tx
    .selectFrom('import_jobs as j')
    .innerJoin('staff as s', 's.id', 'j.created_by')
    .selectAll('j')
    .select(['s.first_name', 's.last_name', 's.hue'])
    .where('j.id', '=', importId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return toDetail(row, row, row.state === 'uploading' ? await missingChunks(tx, row) : [])
}

/** @throws Refusal NOT_FOUND */
export async function lockJob({ tx }: At, importId: string): Promise<JobRow> {
  const row = await tx
    .selectFrom('import_jobs')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Places of the pieces that are not there yet, at most a hundred. */
export async function missingChunks(tx: Database, job: Pick<JobRow, 'id' | 'size_bytes'>): Promise<number[]> {
  const { rows } = await sql<{ place: number }>`
    select place from generate_series(0, ${chunksOf(job.size_bytes) - 1}::int) place
    where not exists (select from import_chunks c where c.job_id = ${job.id} and c.place = place.place)
    order by place limit 100`.execute(tx)
  return rows.map(row => row.place)
}

/** The file from its beginning, a piece in memory at a time. */
export async function* piecesOf(tx: Database, importId: string): Pieces {
  for (let place = 0; ; place++) {
    const piece = await tx
      .selectFrom('import_chunks')
      .select('body')
      .where('job_id', '=', importId)
      .where('place', '=', place)
      .executeTakeFirst()
    if (!piece) return
    yield piece.body
  }
}
