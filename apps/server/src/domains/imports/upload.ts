import type { ImportKind, ImportMapping } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { detect } from './detect.ts'
import { suggestMapping } from './import-fields.ts'
import { lengthOfChunk, mustBe } from './import-job.ts'
import { fittingMapping } from './mappings.ts'
import { lockJob, missingChunks, piecesOf, readImport } from './queries.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Begins an import. @throws Refusal FILE_TOO_LARGE */
export const createImport =
  (maxBytes: number) =>
  async (ctx: StaffCtx, input: { kind: ImportKind; fileName: string; sizeBytes: number }) => {
    if (input.sizeBytes > maxBytes) {
      throw new Refusal(
        'FILE_TOO_LARGE',
        413,
        'The file is larger than this server takes. Split it, or let an operator raise IMPORT_MAX_MB.',
        { maxBytes },
      )
    }
    const now = ctx.clock.now()
    const { id } = await ctx.tx
      .insertInto('import_jobs')
      .values({
        kind: input.kind,
        file_name: input.fileName,
        size_bytes: input.sizeBytes,
        state: 'uploading',
        created_by: ctx.viewer.staffId,
        created_at: now,
        touched_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(ctx, 'import.begun', { subject: input.fileName, after: { ...input, importId: id } })
    await publish(ctx, 'import.changed', {}, { importId: id, state: 'uploading' })
    return readImport(ctx, { importId: id })
  }

type Piece = { params: { importId: string; place: number }; body: File }

/** Keeps one piece of the file; the same piece again replaces itself. @throws Refusal NOT_NOW, CHUNK_WRONG */
export async function putChunk(ctx: StaffCtx, { params: { importId, place }, body }: Piece) {
  const job = await lockJob(ctx, importId)
  mustBe(job, 'uploading')
  const length = lengthOfChunk(job.size_bytes, place)
  if (length === 0 || body.size !== length)
    throw new Refusal('CHUNK_WRONG', 422, 'This piece is not as long as it has to be. Read the file again.')
  await ctx.tx
    .insertInto('import_chunks')
    .values({ job_id: importId, place, body: Buffer.from(await body.arrayBuffer()) })
    .onConflict(conflict =>
      conflict.columns(['job_id', 'place']).doUpdateSet({ body: sql<Buffer>`excluded.body` }),
    )
    .execute()
  await ctx.tx
    .updateTable('import_jobs')
    .set({ touched_at: ctx.clock.now() })
    .where('id', '=', importId)
    .execute()
}

/** The file is complete: how it is written, and what its columns probably are. @throws Refusal CHUNKS_MISSING, NOT_READABLE */
export async function finishUpload(ctx: StaffCtx, { importId }: { importId: string }) {
  const job = await lockJob(ctx, importId)
  mustBe(job, 'uploading')
  if ((await missingChunks(ctx.tx, job)).length > 0)
    throw new Refusal('CHUNKS_MISSING', 409, 'Pieces of the file are missing. Put them, then ask again.')
  const reading = await detect(() => piecesOf(ctx.tx, importId))
  if (!reading) {
    const { message, ...why } = await whyUnreadable(() => piecesOf(ctx.tx, importId))
    throw new Refusal('NOT_READABLE', 422, message, why)
  }
  const kind = job.kind as ImportKind
  const { countries, ...place } = await usualPlace(ctx)
  const mapping = (await fittingMapping(ctx, kind, reading)) ?? {
    ...suggestMapping(kind, reading, countries),
    ...place,
  }
  await ctx.tx
    .updateTable('import_jobs')
    .set({
      state: 'ready',
      reading: JSON.stringify(reading),
      mapping: JSON.stringify(mapping),
      touched_at: ctx.clock.now(),
    })
    .where('id', '=', importId)
    .execute()
  await publish(ctx, 'import.changed', {}, { importId, state: 'ready' })
  return readImport(ctx, { importId })
}

/** Where a file without other words is from: the first store's time zone, the country when all stores are in one, and all of them. */
async function usualPlace({
  tx,
}: StaffCtx): Promise<Pick<ImportMapping, 'timeZone' | 'country'> & { countries: string[] }> {
  const stores = await tx
    .selectFrom('stores')
    .select(['time_zone', 'country'])
    .orderBy('id')
    .limit(1000)
    .execute()
  const countries = [...new Set(stores.map(store => store.country))]
  const [first] = stores
  return {
    timeZone: first?.time_zone ?? 'UTC',
    country: countries.length === 1 ? (first?.country ?? null) : null,
    countries,
  }
}
