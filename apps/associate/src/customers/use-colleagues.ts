import { orpc } from '@rapport/client'
import type { StaffSummary } from '@rapport/contract'
import { useQuery } from '@tanstack/react-query'
import { useStore } from '../shell/store-choice.ts'

const none: StaffSummary[] = []

/** Everyone who works at this store; asked for only where they are needed. */
export const useColleagues = (needed = true): readonly StaffSummary[] => {
  const storeId = useStore().id
  return (
    useQuery(orpc.session.colleagues.queryOptions({ input: { storeId }, enabled: needed })).data?.staff ??
    none
  )
}
