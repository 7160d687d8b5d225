import { useCallback, useEffect, useRef, useState } from 'react'
import { keptPrefix, read, write } from './kept.ts'
import { useSession } from './session.ts'

/** The forms that stand on this page, by the key that they are kept under. */
const standing = new Map<string, Set<Standing>>()
type Standing = { drop: (still: (value: unknown) => boolean) => void; put: (value: unknown) => void }

/**
 * What is typed into a form, kept on this device until it is saved: back, a reload or a call in between lose nothing.
 * @param name of the form and of what it is about
 * @param fits whether what was kept still is of the form's shape, as after an update
 * @param worth whether there is anything in it to keep
 */
export const useKeptForm = <T>(
  name: string,
  initial: () => T,
  fits: (kept: unknown) => kept is T,
  worth: (value: T) => boolean,
) => {
  const { staff } = useSession()
  const keep = useRef(worth)
  keep.current = worth
  const key = `${keptPrefix}:${staff.id}:${name}`
  const [state, setState] = useState<{ value: T; restored: boolean }>(() => {
    const kept = read(key)
    return fits(kept) ? { value: kept, restored: true } : { value: initial(), restored: false }
  })
  const { value } = state
  const saved = useRef(value)
  useEffect(() => {
    if (saved.current === value) return
    saved.current = value
    write(key, keep.current(value) ? value : undefined)
  }, [key, value])
  const begin = useRef(initial)
  begin.current = initial
  useEffect(() => {
    const forms = standing.get(key) ?? new Set()
    standing.set(key, forms)
    const form: Standing = {
      drop: still => setState(now => (still(now.value) ? { value: begin.current(), restored: false } : now)),
      put: value => setState({ value: value as T, restored: false }),
    }
    forms.add(form)
    return () => void forms.delete(form)
  }, [key])
  const set = useCallback(
    (change: (now: T) => T) =>
      setState(now => {
        const next = change(now.value)
        return next === now.value ? now : { ...now, value: next }
      }),
    [],
  )
  /** Saved, or no longer wanted. */
  const forget = useCallback(() => write(key, undefined), [key])
  /**
   * What was sent has arrived: it is kept no longer, wherever one has gone meanwhile, nor stands in this form again. What
   * was typed since stays.
   * @param still whether it is what was sent
   */
  const settle = useCallback(
    (still: (value: T) => boolean) => {
      const kept = read(key)
      if (kept !== null && still(kept as T)) write(key, undefined)
      for (const form of standing.get(key) ?? []) form.drop(value => still(value as T))
    },
    [key],
  )
  /** Has this in the form again, wherever one has gone meanwhile. */
  const bringBack = useCallback(
    (value: T) => {
      write(key, value)
      for (const form of standing.get(key) ?? []) form.put(value)
    },
    [key],
  )
  const restart = useCallback(
    (fresh: T) => {
      write(key, undefined)
      setState({ value: fresh, restored: false })
    },
    [key],
  )
  return { ...state, set, forget, settle, bringBack, restart }
}
