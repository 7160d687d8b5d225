import { Chip, Chips, dayInWords, EmptyState, SkeletonRows, useLocale, useNow } from '@rapport/ui'
import { IconTimeline } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { MoreBelow } from '../more-below.tsx'
import { useCustomer } from '../use-customer.ts'
import css from './timeline.module.css'
import { TimelineEntry } from './timeline-entry.tsx'
import { type TimelineFilter, timelineFilters, useTimeline } from './use-timeline.ts'

const filters = Object.keys(timelineFilters) as TimelineFilter[]

/** One line of time with everything on it, a heading a day. */
export const TimelineTab = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const locale = useLocale()
  const now = useNow()
  const [filter, setFilter] = useState<TimelineFilter | null>(null)
  const { pages, days } = useTimeline(customer.id, filter)
  return (
    <>
      <div className={css.filters}>
        <Chips label={t('timeline.filter')}>
          {filters.map(each => (
            <Chip key={each} on={filter === each} onToggle={() => setFilter(filter === each ? null : each)}>
              {t(`timeline.only.${each}`)}
            </Chip>
          ))}
        </Chips>
      </div>
      {!days ? (
        pages.error ? (
          <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <SkeletonRows label={t('app.loading')} rows={5} />
        )
      ) : days.length === 0 ? (
        <EmptyState
          icon={<IconTimeline aria-hidden />}
          text={
            filter
              ? t('timeline.noneOfKind')
              : t('timeline.none', { name: customer.firstName || customer.name })
          }
        />
      ) : (
        <>
          {days.map(day => (
            <section key={day.at} className={css.day}>
              <h2 className={css.date}>{dayInWords(day.at, now, locale)}</h2>
              <ol>
                {day.items.map(item => (
                  <li key={item.id} className={css.entry}>
                    <TimelineEntry item={item} customer={customer} />
                  </li>
                ))}
              </ol>
            </section>
          ))}
          <MoreBelow pages={pages} />
        </>
      )}
    </>
  )
}
