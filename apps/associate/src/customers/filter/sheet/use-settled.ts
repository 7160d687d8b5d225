import { useDebouncedValue } from '@mantine/hooks'

/** What stands still for a moment: nobody counts at every key. */
export const useSettled = <T>(value: T): T => useDebouncedValue(value, 250)[0]
