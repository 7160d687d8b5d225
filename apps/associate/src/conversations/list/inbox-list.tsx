import { Button } from '@mantine/core'
import type { Inbox, InboxFilter } from '@rapport/client'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconArchive, IconChecks, IconMessageCircle } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../../shell/endless-list.tsx'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { Row } from './row.tsx'
import { useInbox } from './use-inbox.ts'

const emptyIcon = {
  active: IconMessageCircle,
  awaiting: IconChecks,
  unread: IconChecks,
  archived: IconArchive,
} as const

/** One inbox under one filter, with its four faces. */
export const InboxList = (props: { inbox: Inbox; filter: InboxFilter }) => {
  const { t } = useTranslation()
  const { rows, more, hasMore, error, retry } = useInbox(props.inbox, props.filter)
  const storeId = useStore().id
  const { conversationId } = useParams({ strict: false })
  if (error) return <LoadFailed error={error} onRetry={() => void retry()} />
  if (!rows) return <SkeletonRows label={t('app.loading')} />
  if (rows.length === 0) {
    const Icon = emptyIcon[props.filter]
    const words = props.filter === 'active' ? props.inbox : props.filter
    const action = props.filter === 'active' && (
      <Button
        variant="light"
        renderRoot={button => <Link to="." search={now => ({ ...now, compose: true })} {...button} />}
      >
        {t('chat.newMessage')}
      </Button>
    )
    return <EmptyState icon={<Icon aria-hidden />} text={t(`chat.empty.${words}`)} action={action} />
  }
  return (
    <EndlessList
      label={t(`chat.${props.inbox}`)}
      name={`${storeId} ${props.inbox} ${props.filter}`}
      items={rows}
      keyOf={row => row.id}
      estimate={92}
      hasMore={hasMore}
      onMore={more}
    >
      {row => <Row row={row} selected={row.id === conversationId} />}
    </EndlessList>
  )
}
