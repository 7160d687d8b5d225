import { useHotkeys } from '@mantine/hooks'

/** Ctrl or ⌘ and K, also while one types. */
export const useSearchKey = (ask: () => void) => useHotkeys([['mod+K', ask]], [])
