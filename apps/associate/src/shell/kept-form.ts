import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from './session.ts'

const prefix = 'rapport:form'

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
  const key = `${prefix}:${staff.id}:${name}`
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
  const restart = useCallback(
    (fresh: T) => {
      write(key, undefined)
      setState({ value: fresh, restored: false })
    },
    [key],
  )
  return { ...state, set, forget, restart }
}

const read = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** A browser may forbid storage; what is typed then lives as long as the page. */
const write = (key: string, value: unknown) => {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing to be done, and nothing is lost yet.
  }
}
