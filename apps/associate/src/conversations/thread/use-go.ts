import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'

/** The ways that lead out of a conversation. */
export function useGo() {
  const navigate = useNavigate()
  return useMemo(
    () => ({
      chat: () => void navigate({ to: '/chat', search: before => before }),
      profile: (customerId: string) =>
        void navigate({ to: '/customers/$customerId', params: { customerId } }),
      optIn: (customerId: string) =>
        void navigate({ to: '/customers/$customerId/opt-in', params: { customerId } }),
      conversation: (conversationId: string) =>
        void navigate({ to: '/chat/$conversationId', params: { conversationId }, replace: true }),
    }),
    [navigate],
  )
}
