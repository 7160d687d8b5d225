import type { ImportKind } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { missingFields } from './import-fields.ts'
import { beforeRun, mappingOf, mustBe, notNow, readingOf } from './import-job.ts'
import { lockJob, readImport } from './queries.ts'

/** Puts a run into the queue; what an earlier one counted and refused is forgotten. @throws Refusal NOT_NOW, FIELDS_MISSING */
export async function startImport(
  ctx: StaffCtx,
  { importId, dryRun }: { importId: string; dryRun: boolean },
) {
  const job = await lockJob(ctx, importId)
  mustBe(job, ...beforeRun)
  const missing = missingFields(job.kind as ImportKind, readingOf(job), mappingOf(job))
  if (missing.length > 0) {
    throw new Refusal('FIELDS_MISSING', 409, 'Fields that every record needs have no column yet.', {
      fields: missing,
    })
  }
  await ctx.tx
    .updateTable('import_jobs')
    .set({
      state: 'queued',
      dry_run: dryRun,
      run: job.run + 1,
      position: 0,
      bytes_read: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 0,
      ...(dryRun ? { rehearsal: null } : {}),
      failure: null,
      cancel_asked: false,
      lease: null,
      lease_until: null,
      started_at: null,
      ended_at: null,
      touched_at: ctx.clock.now(),
    })
    .where('id', '=', importId)
    .execute()
  await ctx.tx.deleteFrom('import_refusals').where('job_id', '=', importId).execute()
  if (!dryRun)
    await recordAudit(ctx, 'import.started', {
      subject: job.file_name,
      after: { importId, run: job.run + 1 },
    })
  await publish(ctx, 'import.changed', {}, { importId, state: 'queued' })
  ctx.nudgeAfterCommit('imports')
  return readImport(ctx, { importId })
}

/** Asks the run to stop after the batch at hand; one that waits, or never ran, stops at once. @throws Refusal NOT_NOW */
export async function cancelImport(ctx: StaffCtx, { importId }: { importId: string }) {
  const job = await lockJob(ctx, importId)
  if (job.state === 'running') {
    await ctx.tx.updateTable('import_jobs').set({ cancel_asked: true }).where('id', '=', importId).execute()
    ctx.nudgeAfterCommit('imports')
  } else if (['uploading', 'ready', 'queued'].includes(job.state)) {
    const back = job.state === 'queued' && job.dry_run
    // One whose file never came to be read is thrown away whole: nothing can be made of it, and it holds people's data.
    const gone = job.state === 'uploading'
    const now = ctx.clock.now()
    await ctx.tx
      .updateTable('import_jobs')
      .set({
        state: back ? 'ready' : 'canceled',
        ended_at: now,
        touched_at: now,
        ...(gone ? { file_gone_at: now } : {}),
      })
      .where('id', '=', importId)
      .execute()
    if (gone) await ctx.tx.deleteFrom('import_chunks').where('job_id', '=', importId).execute()
  } else throw notNow(job.state)
  await recordAudit(ctx, 'import.canceled', { subject: job.file_name, after: { importId } })
  await publish(ctx, 'import.changed', {}, { importId, state: job.state })
  return readImport(ctx, { importId })
}
