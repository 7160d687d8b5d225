import type { Conversation } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconArrowDown } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Arrivals } from './arrivals.tsx'
import { firstUnreadOf } from './groups.ts'
import { ThreadLines } from './thread-lines.tsx'
import type { ThreadState, ThreadStore } from './thread-store.ts'
import css from './thread-view.module.css'
import { useMarkRead } from './use-mark-read.ts'
import { usePending } from './use-pending.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

/** The scrolled part of a conversation. */
export function ThreadView(props: {
  conversation: Conversation
  store: ThreadStore
  state: ThreadState
  around: number | undefined
  myId: string
  onSeen: (sequence: number) => void
  onRetryLoad: () => void
}) {
  const { conversation, store, state, around, myId, onSeen } = props
  const { t } = useTranslation()
  const locale = useLocale()
  const box = useRef<HTMLDivElement>(null)
  const { lines, hasOlder, hasNewer } = state.view
  const complete = (lines.at(-1)?.sequence ?? 0) >= conversation.lastSequence
  const [firstUnread, setFirstUnread] = useState<number | null | undefined>(
    around === undefined ? undefined : null,
  )
  if (firstUnread === undefined && complete) setFirstUnread(firstUnreadOf(lines, conversation.unread))
  const pending = usePending(conversation.id, myId, lines)
  const shown = useMemo(() => ({ lines, pending, locale }), [lines, pending, locale])
  const start =
    around !== undefined
      ? ({ selector: `[data-sequence="${around}"]`, where: 'middle' } as const)
      : ({ selector: '[data-key="new"]', where: 'top' } as const)
  const { atEnd, look, toEnd } = useThreadScroll({
    box,
    items: shown,
    ready: state.status === 'ready' && firstUnread !== undefined,
    start,
    onTop: store.older,
    onBottom: store.newer,
    onSeen,
  })
  const atNewest = atEnd === true && state.following && !hasNewer
  useMarkRead(conversation, lines.at(-1)?.sequence ?? 0, atNewest)
  const unreadBelow = conversation.unread
  const toNewest = async () => {
    await store.toLatest()
    toEnd()
  }
  return (
    <div className={css.frame} data-past={conversation.heart === 'opted_out' || undefined}>
      <div
        ref={box}
        className={css.box}
        onScroll={look}
        role="log"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        aria-label={t('thread.label', { name: conversation.customer.name })}
      >
        <div className={css.lines}>
          <p className={css.edge}>
            {state.status === 'failed' ? (
              <button type="button" onClick={props.onRetryLoad}>
                {t('thread.failedToLoad')} {t('thread.tryAgain')}
              </button>
            ) : hasOlder ? (
              t('thread.older')
            ) : lines.length > 0 ? null : (
              t('thread.empty')
            )}
          </p>
          <ThreadLines
            conversation={conversation}
            lines={lines}
            pending={state.following ? pending : []}
            myId={myId}
            firstUnread={firstUnread ?? null}
            found={around ?? null}
          />
        </div>
      </div>
      {atEnd !== null && !atNewest && (
        <button type="button" className={css.pill} onClick={() => void toNewest()}>
          <IconArrowDown size={18} stroke={2} aria-hidden />
          <span className={unreadBelow > 0 ? undefined : 'hidden-visually'}>
            {unreadBelow > 0 ? t('thread.newBelow', { count: unreadBelow }) : t('thread.latest')}
          </span>
        </button>
      )}
      <Arrivals name={conversation.customerFirstName} lines={lines} />
    </div>
  )
}
