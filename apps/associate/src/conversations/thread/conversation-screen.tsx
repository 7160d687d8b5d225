import { Button } from '@mantine/core'
import { isFinal, orpc } from '@rapport/client'
import { EmptyState, ErrorState } from '@rapport/ui'
import { IconCloudOff, IconMapQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../shell/session.ts'
import { ConversationFoot } from './conversation-foot.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import css from './conversation-screen.module.css'
import { MovedOnSheet } from './moved-on-sheet.tsx'
import { PresenceStrip } from './presence-strip.tsx'
import { ThreadSkeleton } from './thread-skeleton.tsx'
import { ThreadView } from './thread-view.tsx'
import { useGo } from './use-go.ts'
import { useOwnPresence } from './use-own-presence.ts'
import { useThread } from './use-thread.ts'

/** One customer with one store: what was said, and the way to answer. */
export function ConversationScreen(props: { conversationId: string; around?: number }) {
  const { conversationId, around } = props
  const { t } = useTranslation()
  const me = useSession().staff
  const go = useGo()
  const query = useQuery({
    ...orpc.conversations.get.queryOptions({ input: { conversationId } }),
    // Quiet hours begin and end, and a request lapses, without anyone's doing.
    refetchInterval: 60_000,
  })
  const { store, state } = useThread(conversationId, around)
  const typing = useOwnPresence(conversationId)
  const seen = useRef(0)
  const conversation = query.data

  if (!conversation && query.error)
    return isFinal(query.error) ? (
      <EmptyState
        icon={<IconMapQuestion aria-hidden />}
        text={t('thread.gone')}
        action={
          <Button variant="light" onClick={go.chat}>
            {t('thread.back')}
          </Button>
        }
      />
    ) : (
      <ErrorState
        icon={<IconCloudOff aria-hidden />}
        text={t('thread.failedToLoad')}
        retryLabel={t('thread.tryAgain')}
        onRetry={() => void query.refetch()}
      />
    )
  if (!conversation) return <ThreadSkeleton label={t('app.loading')} />
  return (
    <section className={css.screen} aria-label={t('thread.label', { name: conversation.customer.name })}>
      <ConversationHeader conversation={conversation} />
      {state.status === 'loading' ? (
        <ThreadSkeleton label={t('app.loading')} />
      ) : (
        <ThreadView
          key={`${conversationId} ${around ?? ''}`}
          conversation={conversation}
          store={store}
          state={state}
          around={around}
          myId={me.id}
          onSeen={sequence => {
            // A line that overtook another is not read before the one between.
            seen.current = Math.max(seen.current, Math.min(sequence, state.view.span?.to ?? 0))
          }}
          onRetryLoad={() => void store.open(around, 60)}
        />
      )}
      <PresenceStrip
        conversation={conversation}
        myId={me.id}
        lastSequence={state.view.lines.at(-1)?.sequence ?? 0}
      />
      <ConversationFoot
        conversation={conversation}
        staffId={me.id}
        seen={() => seen.current}
        onSent={() => void store.toLatest()}
        onTyping={typing}
      />
      <MovedOnSheet conversation={conversation} staffId={me.id} />
    </section>
  )
}
