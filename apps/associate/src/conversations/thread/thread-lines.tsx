import type { Conversation, Message } from '@rapport/contract'
import { dayInWords, sameDay, useLocale, useNow } from '@rapport/ui'
import { memo, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isRetryOpen, itemsOf, type ThreadItem } from './groups.ts'
import { MessageBubble } from './message-bubble.tsx'
import { PendingBubble } from './pending-bubble.tsx'
import { SystemLineRow } from './system-line.tsx'
import css from './thread-view.module.css'
import type { Pending } from './use-pending.ts'
import { useRetry } from './use-retry.ts'

type Props = {
  conversation: Conversation
  lines: readonly Message[]
  pending: readonly Pending[]
  myId: string
  firstUnread: number | null
  found: number | null
}

/** All that is shown, in order; memo, so that scrolling and typing draw none of it again. */
export const ThreadLines = memo(function ThreadLines(props: Props) {
  const { conversation, lines, myId, firstUnread } = props
  const locale = useLocale()
  const same = useCallback((a: string, b: string) => sameDay(a, b, locale), [locale])
  const items = useMemo(() => itemsOf(lines, myId, firstUnread, same), [lines, myId, firstUnread, same])
  const retry = useRetry(conversation.id, myId)
  return (
    <>
      {items.map(item => (
        <div
          key={item.key}
          className={css.row}
          data-key={item.key}
          data-sequence={'message' in item ? item.message.sequence : undefined}
        >
          <Item
            item={item}
            conversation={conversation}
            found={props.found}
            onRetry={
              item.type === 'bubble' && item.message.status === 'failed' && isRetryOpen(lines, item.message)
                ? retry
                : null
            }
          />
        </div>
      ))}
      {props.pending.map(each => (
        <div key={each.entry.clientId} className={css.row} data-key={each.entry.clientId}>
          <PendingBubble pending={each} channel={conversation.channel} />
        </div>
      ))}
    </>
  )
})

function Item(props: {
  item: ThreadItem
  conversation: Conversation
  found: number | null
  onRetry: ((message: Message) => void) | null
}) {
  const { item, conversation } = props
  const { t } = useTranslation()
  if (item.type === 'day') return <Day at={item.at} />
  if (item.type === 'new') return <p className={css.new}>{t('thread.unread')}</p>
  if (item.type === 'line') return <SystemLineRow message={item.message} conversation={conversation} />
  return (
    <MessageBubble
      message={item.message}
      side={item.side}
      opens={item.opens}
      closes={item.closes}
      found={item.message.sequence === props.found}
      conversation={conversation}
      onRetry={props.onRetry}
    />
  )
}

function Day({ at }: { at: string }) {
  const locale = useLocale()
  return <h2 className={css.day}>{dayInWords(at, useNow(), locale)}</h2>
}
