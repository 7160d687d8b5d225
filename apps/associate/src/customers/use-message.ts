import { api, orpc } from '@rapport/client'
import type { ConsentState } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useStore } from '../shell/store-choice.ts'

type Addressee = { id: string; heart: ConsentState; conversationId: string | null }

/** Writes to a customer: into the conversation there is, or by asking for their consent first. */
export const useMessage = () => {
  const navigate = useNavigate()
  const storeId = useStore().id
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (customer: Addressee) => {
      if (customer.conversationId) return customer.conversationId
      if (customer.heart !== 'opted_in') return null
      const { conversationId } = await api.conversations.open({ storeId, customerId: customer.id })
      void queryClient.invalidateQueries({ queryKey: orpc.customers.key() })
      return conversationId
    },
    onSuccess: (conversationId, customer) =>
      conversationId
        ? navigate({ to: '/chat/$conversationId', params: { conversationId } })
        : navigate({ to: '/customers/$customerId/opt-in', params: { customerId: customer.id } }),
  })
}
