import type { Runtime } from '../../platform/context.ts'
import { keepLooking } from '../../platform/keep-looking.ts'
import { claimImport, type RunOptions, runImport } from './run-import.ts'
import { sweepImports } from './sweep.ts'

/**
 * Runs imports for as long as it runs, one at a time: on every nudge, and every second as the net. As many processes as
 * one likes may do so; each run belongs to one of them.
 */
export function runImports(runtime: Runtime, options: RunOptions & { keepDays: number }) {
  const looker = keepLooking({
    onNudge: wake => runtime.bus.on('imports', wake),
    everyMs: 1000,
    async look(ending) {
      for (
        let job = await claimImport(runtime, options.leaseMs);
        job;
        job = await claimImport(runtime, options.leaseMs)
      ) {
        await runImport(runtime, job, options, ending)
        if (ending()) return
      }
    },
    onError: error => runtime.log.warn({ error }, 'an import waits for the database'),
  })
  const sweep = () => {
    sweepImports(runtime, options.keepDays).catch(error =>
      runtime.log.warn({ error }, 'old import files were not thrown away'),
    )
  }
  const deaf = runtime.bus.on('clock', sweep)
  const hourly = setInterval(sweep, 60 * 60_000)
  hourly.unref()
  sweep()
  return {
    /** Waits for the batch at hand; the rest of the file is for the next process. */
    async stop() {
      deaf()
      clearInterval(hourly)
      await looker.stop()
    },
  }
}
