import { inTx, type Runtime } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'

const dayMs = 24 * 60 * 60_000

/** Throws files and refused records away some days after anyone last needed them: they hold people's data. @returns how many */
export async function sweepImports(runtime: Runtime, keepDays: number): Promise<number> {
  const before = new Date(runtime.clock.now().getTime() - keepDays * dayMs)
  const due = await runtime.db
    .selectFrom('import_jobs')
    .select('id')
    .where('file_gone_at', 'is', null)
    .where('touched_at', '<', before)
    .where('state', 'not in', ['queued', 'running'])
    .limit(100)
    .execute()
  for (const { id } of due) await throwAway(runtime, id)
  return due.length
}

const throwAway = (runtime: Runtime, importId: string) =>
  inTx(runtime, { kind: 'system' }, async ctx => {
    const gone = await ctx.tx
      .updateTable('import_jobs')
      .set(eb => ({
        file_gone_at: ctx.clock.now(),
        reading: null,
        // One that was never run has come to its end with its file.
        state: eb
          .case()
          .when('state', 'in', ['uploading', 'ready'])
          .then('canceled')
          .else(eb.ref('state'))
          .end(),
      }))
      .where('id', '=', importId)
      .where('state', 'not in', ['queued', 'running'])
      .returning('state')
      .executeTakeFirst()
    if (!gone) return
    await ctx.tx.deleteFrom('import_chunks').where('job_id', '=', importId).execute()
    await ctx.tx.deleteFrom('import_refusals').where('job_id', '=', importId).execute()
    await publish(ctx, 'import.changed', {}, { importId, state: gone.state })
  })
