import type { Message, StaffSummary } from '@rapport/contract'
import { clockTime, exactTime, StaffDisc, useLocale } from '@rapport/ui'
import { IconBolt, IconHeart } from '@tabler/icons-react'
import { memo, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './bubble.module.css'
import type { Side } from './groups.ts'
import { LinkedText } from './linked-text.tsx'
import { type Progress, Tick } from './tick.tsx'

export type BubbleProps = {
  readonly side: Side
  readonly opens: boolean
  readonly closes: boolean
  readonly body: string
  readonly kind: Message['kind']
  readonly channel: Message['channel']
  readonly author: StaffSummary | null
  readonly at: string
  readonly progress: Progress
  readonly scheduledFor: string | null
  /** Said before the words, for those who do not see the side. */
  readonly speaker: string
  readonly found?: boolean
  /** What the message links to, below its words. */
  readonly cards?: ReactNode
  readonly children?: ReactNode
}

const quiet = new Set<Progress>(['received', 'sent', 'delivered', 'read'])

/** One message: its words, and under the last of a group who, how, when, and what became of it. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { t } = useTranslation()
  const { side, progress } = props
  return (
    <div
      className={css.message}
      data-side={side}
      data-kind={props.kind}
      data-progress={progress}
      data-closes={props.closes || undefined}
      data-found={props.found || undefined}
    >
      {props.opens && <By {...props} />}
      <div className={css.bubble} data-words data-alone={props.body === '' ? '' : undefined}>
        <span className="hidden-visually">{t('thread.said', { name: props.speaker })}: </span>
        <LinkedText text={props.body} />
      </div>
      {props.cards}
      {(props.closes || !quiet.has(progress)) && <Meta {...props} />}
      {props.children}
    </div>
  )
})

function By({ side, kind, author }: BubbleProps) {
  const { t } = useTranslation()
  const request = kind === 'opt_in_request'
  if (side === 'auto')
    return (
      <div className={css.by}>
        <IconBolt size={14} stroke={2} aria-hidden />
        {t('thread.automatic')}
      </div>
    )
  if (!request && side !== 'mate') return null
  return (
    <div className={css.by}>
      {side === 'mate' && author && <StaffDisc firstName={author.firstName} hue={author.hue} size={20} />}
      {side === 'mate' && author?.firstName}
      {side === 'mate' && request && ' · '}
      {request && <IconHeart size={14} stroke={2} aria-hidden />}
      {request && t('thread.request')}
    </div>
  )
}

function Meta({ side, channel, at, progress, scheduledFor }: BubbleProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [exact, setExact] = useState(false)
  const words = [
    side === 'own' ? t('thread.you') : null,
    side === 'own' || side === 'in' ? t(`thread.channel.${channel}`) : null,
  ].filter(word => word !== null)
  return (
    <div className={css.meta}>
      {words.map(word => `${word} · `)}
      <button type="button" className={css.time} tabIndex={-1} onClick={() => setExact(before => !before)}>
        <time dateTime={at} title={exactTime(at, locale)}>
          {exact ? exactTime(at, locale) : clockTime(at, locale)}
        </time>
      </button>
      {side !== 'in' && progress !== 'received' && (
        <>
          {' · '}
          <Tick progress={progress} scheduledFor={scheduledFor} />
        </>
      )}
    </div>
  )
}
