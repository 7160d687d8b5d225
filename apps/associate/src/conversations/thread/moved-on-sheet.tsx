import { Button } from '@mantine/core'
import type { Conversation } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../outbox/use-outbox.ts'
import { draftKey, returnToDraft } from './composer/draft-store.ts'
import { itemsOf } from './groups.ts'
import { MessageBubble } from './message-bubble.tsx'
import css from './moved-on-sheet.module.css'
import { SystemLineRow } from './system-line.tsx'

/** The conversation has moved on since its author looked: first read, then send or change (INB-3). */
export function MovedOnSheet({ conversation, staffId }: { conversation: Conversation; staffId: string }) {
  const { t } = useTranslation()
  const { outbox, state } = useOutbox(staffId)
  const entry = state.entries.find(each => each.conversationId === conversation.id && each.movedOn)
  const [put, setPut] = useState<string | null>(null)
  const signature = entry ? `${entry.clientId} ${entry.movedOn?.lastSequence}` : null
  const edit = async () => {
    if (!entry) return
    await outbox.withdraw(entry.clientId)
    returnToDraft(draftKey(staffId, conversation.id), entry.body)
  }
  const lines = itemsOf(entry?.movedOn?.inBetween ?? [], staffId, null, () => true)
  return (
    <>
      {entry && put === signature && (
        <div className={css.bar} role="status">
          <span>{t('thread.status.held')}</span>
          <Button variant="light" size="sm" onClick={() => setPut(null)}>
            {t('thread.readFirst')}
          </Button>
        </div>
      )}
      <Sheet
        opened={entry !== undefined && put !== signature}
        onClose={() => setPut(signature)}
        closeLabel={t('thread.close')}
        title={t('thread.movedOn.title')}
      >
        <p className="soft">{t('thread.movedOn.lead')}</p>
        <div className={css.between}>
          {lines.map(item =>
            item.type === 'bubble' ? (
              <MessageBubble
                key={item.key}
                message={item.message}
                side={item.side}
                opens={item.opens}
                closes={item.closes}
                found={false}
                conversation={conversation}
                onRetry={null}
              />
            ) : item.type === 'line' ? (
              <SystemLineRow key={item.key} message={item.message} conversation={conversation} />
            ) : null,
          )}
        </div>
        <h3 className={css.head}>{t('thread.movedOn.yours')}</h3>
        <p className={css.yours}>{entry?.body}</p>
        <div className={css.actions}>
          <Button variant="default" onClick={() => void edit()}>
            {t('thread.movedOn.edit')}
          </Button>
          <Button onClick={() => entry && void outbox.confirm(entry.clientId)}>
            {t('thread.movedOn.anyway')}
          </Button>
        </div>
      </Sheet>
    </>
  )
}
