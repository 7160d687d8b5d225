import type { Runtime } from '../../platform/context.ts'
import { claimImport, type RunOptions, runImport } from './run-import.ts'
import { sweepImports } from './sweep.ts'

/**
 * Runs imports for as long as it runs, one at a time: on every nudge, and every second as the net. As many processes as
 * one likes may do so; each run belongs to one of them.
 */
export function runImports(runtime: Runtime, options: RunOptions & { keepDays: number }) {
  let looking: Promise<void> | undefined
  let again = false
  let stopped = false

  async function look() {
    do {
      again = false
      for (
        let job = await claimImport(runtime, options.leaseMs);
        job;
        job = await claimImport(runtime, options.leaseMs)
      ) {
        await runImport(runtime, job, options, () => stopped)
        if (stopped) return
      }
    } while (again && !stopped)
  }
  function wake() {
    if (stopped) return
    again = true
    looking ??= look()
      .catch(error => runtime.log.warn({ error }, 'an import waits for the database'))
      .finally(() => {
        looking = undefined
      })
  }
  const sweep = () => {
    sweepImports(runtime, options.keepDays).catch(error =>
      runtime.log.warn({ error }, 'old import files were not thrown away'),
    )
  }
  const deaf = [runtime.bus.on('imports', wake), runtime.bus.on('clock', sweep)]
  const timers = [setInterval(wake, 1000), setInterval(sweep, 60 * 60_000)]
  for (const timer of timers) timer.unref()
  wake()
  sweep()
  return {
    /** Waits for the batch at hand; the rest of the file is for the next process. */
    async stop() {
      stopped = true
      for (const stop of deaf) stop()
      for (const timer of timers) clearInterval(timer)
      await looking
    },
  }
}
