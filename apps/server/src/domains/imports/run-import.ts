import { randomUUID } from 'node:crypto'
import type { ImportFailure, ImportKind } from '@rapport/contract'
import { sql } from 'kysely'
import { type Actor, type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { sqlState } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import type { NotReadable } from './file-text.ts'
import { type JobRow, mappingOf, readingOf } from './import-job.ts'
import { piecesOf } from './queries.ts'
import { readRaw } from './raw-records.ts'
import { type FileRecord, failedAtRecord, recordsOf, untilUnreadable } from './records.ts'
import { checked, type Outcome, type Target, type Targets } from './targets.ts'

const batchRecords = 200
/** Another process has it now, or someone asked it to stop. */
class Taken extends Error {}
/** The whole batch was only tried. */
class TakenBack extends Error {}
type Tried = { record: FileRecord; outcome: Outcome }

export type RunOptions = { targets: Targets; leaseMs: number }

/** Takes the oldest run that waits, or whose process died; whoever has it says so again with every batch. */
export async function claimImport(runtime: Runtime, leaseMs: number): Promise<JobRow | undefined> {
  const now = runtime.clock.now()
  return runtime.db
    .updateTable('import_jobs')
    .set(eb => ({
      state: 'running',
      lease: randomUUID(),
      lease_until: new Date(now.getTime() + leaseMs),
      started_at: eb.fn.coalesce('started_at', eb.val(now)),
    }))
    .where('id', '=', eb =>
      eb
        .selectFrom('import_jobs')
        .select('id')
        .where('state', 'in', ['queued', 'running'])
        .where(({ or, eb: one }) => or([one('lease_until', 'is', null), one('lease_until', '<=', now)]))
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

/**
 * Goes through the file from where the last batch ended. `stopping` is asked between batches; what is left then is
 * for the next process.
 */
export async function runImport(
  runtime: Runtime,
  job: JobRow,
  options: RunOptions,
  stopping: () => boolean,
): Promise<void> {
  const reading = readingOf(job)
  const mapping = mappingOf(job)
  if (!reading || !mapping)
    return end(runtime, job, { code: 'FILE_GONE', message: 'The file is no longer there.', line: null })
  const target = options.targets[job.kind as ImportKind]
  const records = recordsOf(readRaw(piecesOf(runtime.db, job.id), reading), {
    kind: job.kind as ImportKind,
    reading,
    mapping,
    shape: target.shape,
    // The same for all batches of a run, also after a crash: it stands for the version where the file has none. A later
    // run of the file may read it by another mapping.
    now: new Date(job.created_at.getTime() + job.run),
  })
  let batch: FileRecord[] = []
  let place = 0
  let unreadable: NotReadable | undefined
  try {
    for await (const record of untilUnreadable(records, problem => {
      unreadable = problem
    })) {
      if (place++ < job.position) continue
      if (record.broken)
        runtime.log.error(
          { err: record.broken, importId: job.id, line: record.line },
          'a record of an import could not be made',
        )
      batch.push(record)
      if (batch.length < batchRecords) continue
      await take(runtime, job, options, target, batch, place - batch.length)
      batch = []
      if (stopping()) return await release(runtime, job)
    }
    if (batch.length > 0) await take(runtime, job, options, target, batch, place - batch.length)
    await end(runtime, job, unreadable && failureOf(unreadable))
  } catch (error) {
    if (error instanceof Taken) await stopIfAsked(runtime, job)
    else if (isOutage(error)) {
      await release(runtime, job).catch(() => {})
      throw error
    } else {
      runtime.log.error({ err: error, importId: job.id }, 'an import broke')
      await end(runtime, job, {
        code: 'BROKEN',
        message: 'Rapport failed at this file. The log says why.',
        line: null,
      })
    }
  }
}

const failureOf = ({ message, line }: NotReadable): ImportFailure => ({ code: 'NOT_READABLE', message, line })

/** One batch in one transaction, with the place in the file; a record that breaks it is found by halving. */
async function take(
  runtime: Runtime,
  job: JobRow,
  options: RunOptions,
  target: Target,
  batch: FileRecord[],
  from: number,
): Promise<void> {
  try {
    await takeWhole(runtime, job, options, target, batch, from)
  } catch (error) {
    if (error instanceof Taken || isOutage(error)) throw error
    const [only] = batch
    if (batch.length === 1 && only) {
      runtime.log.error({ err: error, importId: job.id, line: only.line }, 'a record of an import broke')
      return takeWhole(runtime, job, options, target, [{ ...only, problem: failedAtRecord }], from)
    }
    const half = Math.ceil(batch.length / 2)
    await take(runtime, job, options, target, batch.slice(0, half), from)
    await take(runtime, job, options, target, batch.slice(half), from + half)
  }
}

async function takeWhole(
  runtime: Runtime,
  job: JobRow,
  options: RunOptions,
  target: Target,
  batch: FileRecord[],
  from: number,
) {
  const actor: Actor = { kind: 'staff', staffId: job.created_by, ip: null }
  if (!job.dry_run) {
    await inTx(runtime, actor, async ctx =>
      moveOn(ctx, job, options.leaseMs, from, batch, await write(ctx, target, batch)),
    )
    return
  }
  let tried: Tried[] = []
  try {
    await inTx(runtime, actor, async ctx => {
      tried = await write(ctx, target, batch)
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  await inTx(runtime, actor, ctx => moveOn(ctx, job, options.leaseMs, from, batch, tried))
}

async function write(ctx: Ctx, target: Target, batch: FileRecord[]): Promise<Tried[]> {
  const ready = batch.map(record => ({ record, check: checked(target, record) }))
  const fine = ready.filter(one => one.check.problem === undefined)
  const outcomes =
    fine.length > 0
      ? await target.write(
          ctx,
          fine.map(one => one.record.input),
          fine.map(one => one.record.undated === true),
        )
      : []
  const byRecord = new Map(fine.map((one, place) => [one.record, outcomes[place]]))
  return ready.map(({ record, check }) => ({
    record,
    outcome: byRecord.get(record) ?? {
      outcome: 'refused',
      code: 'INVALID',
      message: check.problem ?? 'No answer for this record.',
    },
  }))
}

/** Counts the batch and moves the place, unless the run is no longer ours. @throws Taken */
async function moveOn(
  ctx: Ctx,
  job: JobRow,
  leaseMs: number,
  from: number,
  batch: FileRecord[],
  tried: Tried[],
) {
  const count = (what: Outcome['outcome']) => tried.filter(({ outcome }) => outcome.outcome === what).length
  const moved = await ctx.tx
    .updateTable('import_jobs')
    .set(eb => ({
      position: from + batch.length,
      bytes_read: batch.at(-1)?.bytes ?? 0,
      created: eb('created', '+', count('created')),
      updated: eb('updated', '+', count('updated')),
      unchanged: eb('unchanged', '+', count('unchanged')),
      refused: eb('refused', '+', count('refused')),
      lease_until: new Date(ctx.clock.now().getTime() + leaseMs),
    }))
    .where('id', '=', job.id)
    .where('lease', '=', job.lease)
    .where('cancel_asked', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new Taken()
  const refused = tried.flatMap(({ record, outcome }, place) =>
    outcome.outcome === 'refused'
      ? [
          {
            job_id: job.id,
            position: from + place + 1,
            line: record.line,
            code: outcome.code,
            reason: outcome.message.slice(0, 500),
            rows: JSON.stringify(record.rows),
          },
        ]
      : [],
  )
  if (refused.length > 0) await ctx.tx.insertInto('import_refusals').values(refused).execute()
  await publish(ctx, 'import.changed', {}, { importId: job.id, state: 'running' })
}

async function end(runtime: Runtime, job: JobRow, failure?: ImportFailure): Promise<void> {
  await inTx(runtime, { kind: 'system' }, async ctx => {
    const now = ctx.clock.now()
    const state = failure ? 'failed' : job.dry_run ? 'ready' : 'done'
    const ended = await ctx.tx
      .updateTable('import_jobs')
      .set({
        state,
        failure: failure ? JSON.stringify(failure) : null,
        ...(job.dry_run && !failure
          ? {
              rehearsal: sql`jsonb_build_object('records', position, 'created', created, 'updated', updated, 'unchanged', unchanged, 'refused', refused)`,
            }
          : {}),
        lease: null,
        lease_until: null,
        cancel_asked: false,
        ended_at: now,
        touched_at: now,
      })
      .where('id', '=', job.id)
      .where('lease', '=', job.lease)
      .returning('id')
      .executeTakeFirst()
    if (ended) await publish(ctx, 'import.changed', {}, { importId: job.id, state })
  })
}

/** A stopped dry run is ready again, a stopped run keeps what it took. Does nothing when another process has the run. */
async function stopIfAsked(runtime: Runtime, job: JobRow): Promise<void> {
  await inTx(runtime, { kind: 'system' }, async ctx => {
    const now = ctx.clock.now()
    const state = job.dry_run ? 'ready' : 'canceled'
    const stopped = await ctx.tx
      .updateTable('import_jobs')
      .set({ state, lease: null, lease_until: null, cancel_asked: false, ended_at: now, touched_at: now })
      .where('id', '=', job.id)
      .where('lease', '=', job.lease)
      .where('cancel_asked', '=', true)
      .returning('id')
      .executeTakeFirst()
    if (stopped) await publish(ctx, 'import.changed', {}, { importId: job.id, state })
  })
}

const release = async (runtime: Runtime, job: JobRow) =>
  void (await runtime.db
    .updateTable('import_jobs')
    .set({ lease: null, lease_until: null })
    .where('id', '=', job.id)
    .where('lease', '=', job.lease)
    .execute())

/** The database is away or gives up: nothing is wrong with the record. */
function isOutage(error: unknown): boolean {
  const state = sqlState(error) ?? ''
  return (
    /^(08|40|53|57|58|XX)/.test(state) ||
    /^E[A-Z]{3,}$/.test(state) ||
    /Connection terminated|timeout exceeded/i.test(String(error))
  )
}
