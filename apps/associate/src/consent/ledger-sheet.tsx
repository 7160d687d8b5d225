import { orpc } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { ErrorState, Sheet, SkeletonRows } from '@rapport/ui'
import { IconCloudOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LedgerEntry } from './ledger-entry.tsx'
import css from './ledger-sheet.module.css'

/** The consent ledger of a conversation, newest first, as staff may show it to anyone who asks. */
export function LedgerSheet(props: { conversation: Conversation; opened: boolean; onClose: () => void }) {
  const { conversation, opened } = props
  const { t } = useTranslation()
  const query = useQuery({
    ...orpc.consent.history.queryOptions({ input: { conversationId: conversation.id } }),
    enabled: opened,
    staleTime: 0,
  })
  const entries = [...(query.data?.entries ?? [])].sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq)
  return (
    <Sheet
      opened={opened}
      onClose={props.onClose}
      closeLabel={t('thread.close')}
      title={t('gate.ledger.title')}
      tall
    >
      <p className="soft">{t('gate.ledger.lead', { name: conversation.customerFirstName })}</p>
      {query.isError ? (
        <ErrorState
          icon={<IconCloudOff aria-hidden />}
          text={t('gate.ledger.failed')}
          retryLabel={t('thread.tryAgain')}
          onRetry={() => void query.refetch()}
        />
      ) : query.isPending ? (
        <SkeletonRows label={t('app.loading')} rows={3} />
      ) : entries.length === 0 ? (
        <p className={css.empty}>{t('gate.ledger.empty')}</p>
      ) : (
        <ol className={css.entries}>
          {entries.map(entry => (
            <LedgerEntry key={entry.hash} entry={entry} />
          ))}
        </ol>
      )}
    </Sheet>
  )
}
