import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { GateDecision } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { useWhen } from '../conversations/thread/when.ts'
import { isDecision, outcomeOf } from '../outbox/outcome.ts'
import type { OptInRequest } from './use-preview.ts'

/** Sends the request, once: the client id lives until an answer came, whatever was tapped in between. */
export function useOptIn(request: OptInRequest) {
  const { t } = useTranslation()
  const go = useGo()
  const when = useWhen()
  const queryClient = useQueryClient()
  const busy = useRef(false)
  const clientId = useRef<{ id: string; text: string } | null>(null)
  const mutation = useMutation({
    mutationFn: (introduction: string) => {
      if (clientId.current?.text !== introduction)
        clientId.current = { id: crypto.randomUUID(), text: introduction }
      return api.consent.request({ ...request, introduction, clientId: clientId.current.id })
    },
    onSuccess: ({ conversationId, decision }) => {
      void queryClient.invalidateQueries({ queryKey: orpc.conversations.key() })
      void queryClient.invalidateQueries({ queryKey: orpc.customers.key() })
      notifications.show({
        message:
          decision.verdict === 'hold' && decision.nextAllowedAt
            ? t('optIn.scheduled', { when: when(decision.nextAllowedAt) })
            : t('optIn.sent'),
      })
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
