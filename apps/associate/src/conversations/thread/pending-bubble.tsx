import type { Channel } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { Bubble } from './bubble.tsx'
import type { Pending } from './use-pending.ts'

/** What has been tapped and is still on this device. */
export function PendingBubble({ pending, channel }: { pending: Pending; channel: Channel }) {
  const { t } = useTranslation()
  const { entry, progress } = pending
  return (
    <Bubble
      side="own"
      opens
      closes
      body={entry.body}
      kind="text"
      channel={channel}
      author={null}
      at={entry.at}
      progress={progress}
      scheduledFor={null}
      speaker={t('thread.you')}
    />
  )
}
