type Work = {
  /** Calls back on every nudge. @returns how to stop listening */
  onNudge: (wake: () => void) => () => void
  /** How often to look without a nudge, which may get lost. */
  everyMs: number
  /** Looks what there is to do, and does it; what is long asks now and then whether it is to end. */
  look: (ending: () => boolean) => Promise<void>
  onError: (error: unknown) => void
}

/**
 * Looks for work at once, on every nudge and every `everyMs`, one look at a time. A nudge during a look makes one more,
 * so that nothing waits for the net that was told. A look that fails is told to `onError`, and the next one comes.
 */
export function keepLooking({ onNudge, everyMs, look, onError }: Work) {
  let looking: Promise<void> | undefined
  let again = false
  let ending = false

  async function run() {
    while (again && !ending) {
      again = false
      await look(() => ending)
    }
  }
  function wake() {
    if (ending) return
    again = true
    looking ??= run()
      .catch(onError)
      .finally(() => {
        looking = undefined
        if (again) wake()
      })
  }
  const deaf = onNudge(wake)
  const net = setInterval(wake, everyMs)
  net.unref()
  wake()
  return {
    wake,
    /** Waits for the look that is under way. */
    async stop() {
      ending = true
      deaf()
      clearInterval(net)
      await looking
    },
  }
}
