import { api, orpc, patchRow, setPresence, usePresence } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { StaffDisc } from '@rapport/ui'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../../i18n/texts.ts'
import { useMay } from '../../shell/session.ts'
import css from './presence-strip.module.css'

const CartPill = lazy(async () => ({
  default: (await withTexts(['selling'], import('../../cart/cart-pill.tsx'))).CartPill,
}))

/** Above the composer: who else types or is here, the way to say that nothing is to be answered, and the cart. */
export function PresenceStrip(props: { conversation: Conversation; myId: string; lastSequence: number }) {
  const { conversation, myId, lastSequence } = props
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const sells = useMay('cart.edit')
  const others = usePresence(conversation.id, myId)
  useEffect(() => {
    setPresence(queryClient, conversation.id, conversation.presence)
  }, [conversation.id, conversation.presence, queryClient])
  const nothing = useMutation({
    mutationFn: () =>
      api.conversations.nothingToAnswer({ conversationId: conversation.id, sequence: lastSequence }),
    onSuccess: () => {
      patchRow(queryClient, conversation.id, row => ({ ...row, awaitingSince: null }))
      void queryClient.invalidateQueries({ queryKey: orpc.conversations.counts.key() })
    },
  })
  const typing = others.filter(each => each.state === 'typing')
  const shown = typing.length > 0 ? typing : others
  const first = shown[0]?.staff
  const awaits = conversation.awaitingSince !== null && conversation.heart !== 'opted_out'
  if (!first && !awaits && !sells) return null
  const sentence =
    typing.length > 0 ? (['typing', 'typingMany'] as const) : (['viewing', 'viewingMany'] as const)
  return (
    <div className={css.strip}>
      <div className={css.who} role="status">
        {first && (
          <>
            <StaffDisc firstName={first.firstName} hue={first.hue} size={24} />
            <span>
              {t(`thread.presence.${sentence[shown.length > 1 ? 1 : 0]}`, { name: first.firstName })}
            </span>
            {typing.length > 0 && (
              <span className={css.dots} aria-hidden>
                <i />
                <i />
                <i />
              </span>
            )}
          </>
        )}
      </div>
      {awaits && (
        <button
          type="button"
          className={css.pill}
          disabled={nothing.isPending || lastSequence === 0}
          onClick={() => nothing.mutate()}
        >
          <IconCircleCheck size={18} stroke={1.7} aria-hidden />
          {t('thread.nothingToAnswer')}
        </button>
      )}
      <Suspense>{sells && <CartPill customerId={conversation.customer.id} />}</Suspense>
    </div>
  )
}
