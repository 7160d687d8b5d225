import { api, orpc } from '@rapport/client'
import type { ConsentState } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useStore } from '../shell/store-choice.ts'
import { useStanding } from '../shell/use-standing.ts'

export type Addressee = { id: string; heart: ConsentState; conversationId: string | null }

/** The conversation with a customer, opened where they agreed to one; null where their consent must be asked for first. */
export const useConversationWith = () => {
  const storeId = useStore().id
  const queryClient = useQueryClient()
  return async (customer: Addressee): Promise<string | null> => {
    if (customer.conversationId) return customer.conversationId
    if (customer.heart !== 'opted_in') return null
    const { conversationId } = await api.conversations.open({ storeId, customerId: customer.id })
    void queryClient.invalidateQueries({ queryKey: orpc.customers.key() })
    return conversationId
  }
}

/**
 * Writes to a customer: into the conversation there is, or by asking for their consent first. A second tap while the first
 * is on its way is none.
 */
export const useMessage = () => {
  const navigate = useNavigate()
  const conversationWith = useConversationWith()
  const standing = useStanding()
  const underWay = useRef(false)
  const { mutate, ...message } = useMutation({
    mutationFn: conversationWith,
    onSuccess: (conversationId, customer) => {
      if (!standing()) return
      return conversationId
        ? navigate({ to: '/chat/$conversationId', params: { conversationId } })
        : navigate({ to: '/customers/$customerId/opt-in', params: { customerId: customer.id } })
    },
    onSettled: () => {
      underWay.current = false
    },
  })
  const write: typeof mutate = (customer, options) => {
    if (underWay.current) return
    underWay.current = true
    mutate(customer, options)
  }
  return { ...message, mutate: write }
}
