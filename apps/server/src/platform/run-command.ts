import { ConfigError } from './config.ts'

/**
 * Runs what a process is for, and ends it with the code that comes back. What whoever runs it can mend is said in a
 * sentence; anything else is a bug and comes with its stack.
 */
export async function runCommand(run: () => Promise<number>): Promise<never> {
  try {
    process.exit(await run())
  } catch (error) {
    const mendable = error instanceof ConfigError || (error as { code?: string }).code === 'EADDRINUSE'
    console.error(mendable ? (error as Error).message : error)
    process.exit(1)
  }
}
