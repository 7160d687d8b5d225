import { useEffect, useRef, useState } from 'react'
import type { ScreenState } from './use-carrier.ts'

/** People whose phones got something since they were last looked at. */
export function useNew(state: ScreenState | undefined, person: string | undefined): Set<string> {
  const seen = useRef(new Map<string, string>())
  const [fresh, setFresh] = useState(new Set<string>())

  useEffect(() => {
    if (!state) return
    const first = seen.current.size === 0
    const changed = new Set<string>()
    for (const thread of state.threads) {
      const key = `${thread.person}|${thread.number}`
      const mark = `${thread.lastAt} ${thread.count}`
      if (!first && seen.current.get(key) !== mark && thread.person !== person) changed.add(thread.person)
      seen.current.set(key, mark)
    }
    setFresh(known => {
      const next = new Set([...known, ...changed])
      if (person) next.delete(person)
      return next
    })
  }, [state, person])

  return fresh
}
