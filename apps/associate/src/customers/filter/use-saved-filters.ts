import { orpc } from '@rapport/client'
import type { SavedFilter } from '@rapport/contract'
import { useQuery } from '@tanstack/react-query'
import { useStore } from '../../shell/store-choice.ts'

const none: SavedFilter[] = []

/** My filters, then those that colleagues share with the store. */
export const useSavedFilters = (needed = true): readonly SavedFilter[] => {
  const storeId = useStore().id
  return (
    useQuery(orpc.filters.list.queryOptions({ input: { storeId }, enabled: needed })).data?.filters ?? none
  )
}
