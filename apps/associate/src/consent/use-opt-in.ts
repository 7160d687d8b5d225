import { api, orpc } from '@rapport/client'
import type { GateDecision } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useGo } from '../conversations/thread/use-go.ts'
import { isDecision, outcomeOf } from '../outbox/outcome.ts'
import type { OptInRequest } from './use-preview.ts'

/** Sends the request, once: the client id lives until an answer came, whatever was tapped in between. */
export function useOptIn(request: OptInRequest) {
  const go = useGo()
  const queryClient = useQueryClient()
  const busy = useRef(false)
  const clientId = useRef<{ id: string; text: string } | null>(null)
  const mutation = useMutation({
    mutationFn: (introduction: string) => {
      if (clientId.current?.text !== introduction)
        clientId.current = { id: crypto.randomUUID(), text: introduction }
      return api.consent.request({ ...request, introduction, clientId: clientId.current.id })
    },
    onSuccess: ({ conversationId }) => {
      void queryClient.invalidateQueries({ queryKey: orpc.conversations.key() })
      void queryClient.invalidateQueries({ queryKey: orpc.customers.key() })
      go.conversation(conversationId)
    },
    onError: error => {
      busy.current = false
      if (outcomeOf(error).type === 'refused') clientId.current = null
    },
  })
  return {
    send: (introduction: string) => {
      if (busy.current) return
      busy.current = true
      mutation.mutate(introduction)
    },
    busy: mutation.isPending || mutation.isSuccess,
    denied: deniedBy(mutation.error),
    failed: mutation.isError && deniedBy(mutation.error) === null,
  }
}

function deniedBy(error: unknown): GateDecision | null {
  const outcome = outcomeOf(error)
  return error && outcome.type === 'refused' && isDecision(outcome.decision) ? outcome.decision : null
}
