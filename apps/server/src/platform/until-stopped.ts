/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise(resolve => {
    let asked = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        asked++
        if (asked === 1) resolve()
        // npm and the shell pass the same signal on; only a person who presses again means it.
        else if (signal === 'SIGINT' && asked > 3) process.exit(130)
      })
    }
  })
}
