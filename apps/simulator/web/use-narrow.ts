import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 767px)')

/** Whether there is room for the phone alone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    changed => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}
