import { orpc } from '@rapport/client'
import type { Assignment } from '@rapport/contract'
import { exactTime, SkeletonRows, useLocale } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../shell/faces.tsx'
import { useStore } from '../shell/store-choice.ts'
import css from './more-sheet.module.css'

/** Whom a customer was with, the latest first, and who decided. */
export const AssignmentHistory = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const query = useQuery(
    orpc.customers.assignments.queryOptions({ input: { storeId, customerId, limit: 100 } }),
  )
  if (query.error) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows label={t('app.loading')} rows={3} />
  if (query.data.items.length === 0) return <p className={css.empty}>{t('profile.noHistory')}</p>
  return (
    <ol>
      {query.data.items.map(each => (
        <li key={each.id} className={css.entry}>
          <Entry given={each} />
        </li>
      ))}
    </ol>
  )
}

const Entry = ({ given }: { given: Assignment }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const whom = [
    given.to.staff && `${given.to.staff.firstName} ${given.to.staff.lastName}`,
    given.to.storeName,
  ]
  const words = whom.filter(Boolean).join(' · ')
  return (
    <>
      <b>{words ? t('timeline.assigned', { whom: words }) : t('timeline.unassigned')}</b>
      <p className="soft">
        {[exactTime(given.at, locale), given.by && t('timeline.by', { name: given.by.firstName })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}
