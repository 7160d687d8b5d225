import { api, orpc } from '@rapport/client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useStore } from '../shell/store-choice.ts'

/** Finds what a scanned or typed code is; refused in words where it is nothing. */
export const useByCode = () => {
  const storeId = useStore().id
  const queryClient = useQueryClient()
  return useCallback(
    async (code: string) => {
      const found = await api.catalog.byCode({ storeId, code })
      const key = orpc.catalog.get.queryKey({ input: { storeId, productId: found.product.id } })
      queryClient.setQueryData(key, found.product)
      return found
    },
    [storeId, queryClient],
  )
}
