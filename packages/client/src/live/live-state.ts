import { useSyncExternalStore } from 'react'

/** `live`: signals arrive. `connecting`: first try or a short drop. `offline`: no way to the server. */
export type LiveState = 'live' | 'connecting' | 'offline'

let state: LiveState = 'connecting'
const listeners = new Set<() => void>()

export const setLiveState = (next: LiveState): void => {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the screen shows what is true now. */
export const useLive = (): LiveState => useSyncExternalStore(subscribe, () => state)
