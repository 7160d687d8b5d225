import { orpc } from '@rapport/client'
import type { QuickReply } from '@rapport/contract'
import { SearchField, Sheet, SkeletonRows } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matching } from './matching.ts'
import css from './quick-reply-sheet.module.css'

/** Texts that are at hand, filled in for this customer. */
export function QuickReplySheet(props: {
  conversationId: string
  opened: boolean
  onClose: () => void
  onPick: (reply: QuickReply) => void
}) {
  const { conversationId, opened } = props
  const { t } = useTranslation()
  const [filter, setFilter] = useState('')
  const query = useQuery({
    ...orpc.templates.quickReplies.queryOptions({ input: { conversationId } }),
    enabled: opened,
  })
  const all = query.data?.quickReplies ?? []
  const shown = matching(all, filter)
  return (
    <Sheet
      opened={opened}
      onClose={props.onClose}
      closeLabel={t('thread.close')}
      title={t('composer.quickReplies')}
      tall
    >
      <SearchField
        value={filter}
        onChange={setFilter}
        label={t('composer.filter')}
        clearLabel={t('app.clear')}
      />
      {query.isPending && opened ? (
        <SkeletonRows label={t('app.loading')} rows={4} />
      ) : shown.length === 0 ? (
        <p className={css.none}>{t(all.length === 0 ? 'composer.noQuickReplies' : 'composer.noMatch')}</p>
      ) : (
        <ul className={css.list}>
          {shown.map(reply => (
            <li key={reply.id}>
              <button type="button" className={css.reply} onClick={() => props.onPick(reply)}>
                <span className={css.title}>{reply.title}</span>
                <span className={css.words}>{reply.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
