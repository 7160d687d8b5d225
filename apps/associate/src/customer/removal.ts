/**
 * What is taken away is out of sight at once and gone a little later, so that one can change one's mind. Kept outside
 * of any screen: whoever moves on has decided.
 */
export type Removal = {
  perform: () => Promise<unknown>
  onDone: () => void
  onFailed: (error: unknown) => void
}

/** Long enough to read the line and press its button, also for who is slow. */
export const undoMs = 8000

type Timer = ReturnType<typeof setTimeout>
const waiting = new Map<string, { removal: Removal; timer: Timer }>()
const listeners = new Set<() => void>()
let hidden: ReadonlySet<string> = new Set()

const show = (next: ReadonlySet<string>) => {
  hidden = next
  for (const listener of listeners) listener()
}
const unhide = (id: string) => show(new Set([...hidden].filter(each => each !== id)))

const carryOut = async (id: string) => {
  const found = waiting.get(id)
  if (!found) return
  clearTimeout(found.timer)
  waiting.delete(id)
  try {
    await found.removal.perform()
    found.removal.onDone()
  } catch (error) {
    unhide(id)
    found.removal.onFailed(error)
  }
}

/** Hides something now and removes it when the time to think is over. */
export const removeSoon = (id: string, removal: Removal): void => {
  const timer = setTimeout(() => void carryOut(id), undoMs)
  waiting.set(id, { removal, timer })
  show(new Set([...hidden, id]))
}

/** Back where it was; does nothing once it is really gone. */
export const undoRemoval = (id: string): void => {
  const found = waiting.get(id)
  if (!found) return
  clearTimeout(found.timer)
  waiting.delete(id)
  unhide(id)
}

/** What is about to go, or has gone. */
export const hiddenIds = (): ReadonlySet<string> => hidden

export const onHiddenChange = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whoever closes the page has decided as well. */
globalThis.addEventListener?.('pagehide', () => {
  for (const id of [...waiting.keys()]) void carryOut(id)
})
