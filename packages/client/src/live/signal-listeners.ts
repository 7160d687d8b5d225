import type { LiveSignal } from '@rapport/contract'

const listeners = new Set<(signal: LiveSignal) => void>()

/** Lets an open screen hear every signal, as the thread does. Answers how to stop. */
export const onSignal = (listener: (signal: LiveSignal) => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const tellSignal = (signal: LiveSignal): void => {
  for (const listener of listeners) listener(signal)
}
