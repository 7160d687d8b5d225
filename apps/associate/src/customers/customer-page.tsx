import { orpc } from '@rapport/client'
import { SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../shell/faces.tsx'
import { useStore } from '../shell/store-choice.ts'
import { useGoBack } from '../shell/use-go-back.ts'
import { CustomerCard } from './customer-card.tsx'
import css from './customer-page.module.css'
import { StarToggle } from './star-toggle.tsx'

const route = getRouteApi('/app/customers/$customerId')

/** One customer, as this store knows them. */
export const CustomerPage = () => {
  const { t } = useTranslation()
  const { customerId } = route.useParams()
  const storeId = useStore().id
  const back = useGoBack('/customers')
  const query = useQuery(orpc.customers.get.queryOptions({ input: { storeId, customerId } }))
  const customer = query.data
  return (
    <div className={css.page}>
      <TopBar
        back={
          <div className={css.back}>
            <Tap label={t('app.back')} onClick={back}>
              <IconChevronLeft size={24} stroke={1.6} aria-hidden />
            </Tap>
          </div>
        }
        actions={customer && <StarToggle customer={customer} />}
      />
      {customer && <CustomerCard customer={customer} />}
      {query.isPending && <SkeletonRows label={t('app.loading')} rows={4} />}
      {query.error && !customer && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
    </div>
  )
}
