import { useRouter } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'

/** Lets what stands over a page take the way back: pressing it closes the topmost, and the page stays. */
export const useHoldBack = () => {
  const { history } = useRouter()
  const standing = useRef<(() => void)[]>([])
  const release = useRef<(() => void) | null>(null)
  return useCallback(
    (close: () => void) => {
      standing.current.push(close)
      release.current ??= history.block({
        enableBeforeUnload: false,
        blockerFn: ({ action }) => {
          const top = standing.current.at(-1)
          if (action !== 'BACK' || !top) return false
          top()
          return true
        },
      })
      return () => {
        standing.current = standing.current.filter(each => each !== close)
        if (standing.current.length > 0) return
        release.current?.()
        release.current = null
      }
    },
    [history],
  )
}
