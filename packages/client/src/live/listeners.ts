import type { LiveSignal } from '@rapport/contract'

type Listener = (signal: LiveSignal) => void
const listeners = new Set<Listener>()

/**
 * Hears every signal of the device's one live connection, after the cache has been told. A connection that
 * could not resume where it was also tells `reload`. Answers how to stop.
 */
export const onSignal = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const tellListeners = (signal: LiveSignal): void => {
  for (const listener of listeners) listener(signal)
}
