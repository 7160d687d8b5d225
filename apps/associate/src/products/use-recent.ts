import { orpc } from '@rapport/client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { recentProducts } from './recent.ts'

/** What was shown lately, with the price and stock of now. */
export const useRecent = () => {
  const storeId = useStore().id
  const staffId = useSession().staff.id
  const [ids] = useState(() => recentProducts(staffId))
  const query = useQuery(
    orpc.catalog.list.queryOptions({ input: ids.length > 0 ? { storeId, ids, limit: 8 } : skipToken }),
  )
  return query.data?.items ?? []
}
