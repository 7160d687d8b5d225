import { useCallback, useEffect, useRef } from 'react'

/** Whether what asked still stands: a late answer takes nobody away from where they have gone meanwhile. */
export const useStanding = (): (() => boolean) => {
  const standing = useRef(false)
  useEffect(() => {
    standing.current = true
    return () => {
      standing.current = false
    }
  }, [])
  return useCallback(() => standing.current, [])
}
