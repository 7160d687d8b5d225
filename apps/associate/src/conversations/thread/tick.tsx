import type { MessageStatus } from '@rapport/contract'
import {
  IconAlertCircle,
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconClock,
  IconClockPause,
  IconCloudOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './bubble.module.css'
import { useWhen } from './when.ts'

/** What became of a message, also before the server knows of it. */
export type Progress = MessageStatus | 'waiting' | 'held'

const icons: Partial<Record<Progress, typeof IconCheck>> = {
  waiting: IconCloudOff,
  held: IconClockPause,
  queued: IconClock,
  sending: IconClock,
  scheduled: IconClockPause,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertCircle,
  canceled: IconArrowBackUp,
}

/** A tick never stands without its word. */
export function Tick(props: { progress: Progress; scheduledFor: string | null }) {
  const { t } = useTranslation()
  const when = useWhen()
  const Icon = icons[props.progress]
  if (!Icon || props.progress === 'received') return null
  const word =
    props.progress === 'scheduled' && !props.scheduledFor
      ? t('thread.status.queued')
      : t(`thread.status.${props.progress}`, { when: props.scheduledFor ? when(props.scheduledFor) : '' })
  return (
    <span className={css.tick} data-progress={props.progress}>
      <Icon size={14} stroke={2} aria-hidden />
      {word}
    </span>
  )
}
