import type { ImportKind, ImportMapping, ImportReading, SavedImportMapping } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx, StaffReading } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { invalid, notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { fieldsToMap } from './import-fields.ts'
import { beforeRun, mustBe, readingOf } from './import-job.ts'
import { lockJob, readImport } from './queries.ts'

type At = Pick<StaffReading, 'tx'>

/** Says how the file is read; what a dry run found before holds no longer. @throws Refusal NOT_NOW, INVALID */
export async function setMapping(ctx: StaffCtx, input: { importId: string; mapping: ImportMapping }) {
  const job = await lockJob(ctx, input.importId)
  mustBe(job, ...beforeRun)
  mustFit(job.kind as ImportKind, readingOf(job), input.mapping)
  await ctx.tx
    .updateTable('import_jobs')
    .set({
      state: 'ready',
      mapping: JSON.stringify(input.mapping),
      rehearsal: null,
      failure: null,
      touched_at: ctx.clock.now(),
    })
    .where('id', '=', input.importId)
    .execute()
  await publish(ctx, 'import.changed', {}, { importId: input.importId, state: 'ready' })
  return readImport(ctx, input)
}

function mustFit(kind: ImportKind, reading: ImportReading | null, mapping: ImportMapping) {
  const columns = new Set(reading?.columns.map(column => column.name))
  const fields = new Set(fieldsToMap(kind, reading).map(field => field.key))
  for (const [key, source] of Object.entries(mapping.fields)) {
    if (!fields.has(key)) throw invalid(`There is no field «${key}» that this file could be mapped to.`)
    const used =
      'column' in source ? [source.column, ...(source.also === undefined ? [] : [source.also])] : []
    for (const column of used) if (!columns.has(column)) throw invalid(`The file has no column «${column}».`)
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: mapping.timeZone })
  } catch {
    throw invalid(`«${mapping.timeZone}» is not a time zone, as in Europe/Berlin.`)
  }
}

/** The mapping kept last of which the file has every column. */
export async function fittingMapping(at: At, kind: ImportKind, reading: ImportReading) {
  if (reading.shape !== 'table') return undefined
  const names = reading.columns.map(column => column.name)
  const row = await at.tx
    .selectFrom('import_mappings')
    .select('mapping')
    .where('kind', '=', kind)
    .where(sql<boolean>`columns <@ ${names}::text[]`)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.mapping as ImportMapping | undefined
}

/** Mappings kept for files of this kind, by name; a business has a few. */
export async function listMappings(at: At, { kind }: { kind: ImportKind }) {
  const rows = await at.tx
    .selectFrom('import_mappings')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('name')
    .limit(100)
    .execute()
  return {
    mappings: rows.map(row => ({
      id: row.id,
      kind,
      name: row.name,
      columns: row.columns,
      mapping: row.mapping as ImportMapping,
    })),
  }
}

type Kept = Omit<SavedImportMapping, 'id'> & { mappingId: string }

/** Keeps a mapping by its name. @throws Refusal NAME_TAKEN */
export async function saveMapping(ctx: StaffCtx, { mappingId, mapping, ...input }: Kept) {
  const values = {
    ...input,
    mapping: JSON.stringify(mapping),
    changed_by: ctx.viewer.staffId,
    changed_at: ctx.clock.now(),
  }
  try {
    await ctx.tx
      .insertInto('import_mappings')
      .values({ id: mappingId, ...values })
      .onConflict(conflict => conflict.column('id').doUpdateSet(values))
      .execute()
  } catch (error) {
    if (!violates(error, 'import_mappings_kind_name_key')) throw error
    throw new Refusal('NAME_TAKEN', 409, 'Another mapping of this kind has this name.')
  }
  await recordAudit(ctx, 'import.mapping_saved', { subject: input.name, after: mapping })
}

/** @throws Refusal NOT_FOUND */
export async function removeMapping(ctx: StaffCtx, { mappingId }: { mappingId: string }) {
  const removed = await ctx.tx
    .deleteFrom('import_mappings')
    .where('id', '=', mappingId)
    .returning(['name', 'mapping'])
    .executeTakeFirst()
  if (!removed) throw notFound()
  await recordAudit(ctx, 'import.mapping_removed', { subject: removed.name, before: removed.mapping })
}
