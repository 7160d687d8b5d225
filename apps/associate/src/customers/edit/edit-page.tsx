import { orpc } from '@rapport/client'
import { EmptyState, SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconChevronLeft, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { NoSuchCustomer } from '../../customer/no-such-customer.tsx'
import { isNothingThere, mergedInto } from '../../customer/use-customer.ts'
import { LoadFailed } from '../../shell/faces.tsx'
import { listAlone } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'
import { EditForm } from './edit-form.tsx'
import css from './edit-page.module.css'

const route = getRouteApi('/app/customers/$customerId/edit')

/** Everything that is known of a customer, to be put right. */
export const EditCustomerPage = () => {
  const { t } = useTranslation()
  const { customerId } = route.useParams()
  const storeId = useStore().id
  const edits = useMay('customer.edit')
  const router = useRouter()
  const navigate = useNavigate()
  const query = useQuery(orpc.customers.get.queryOptions({ input: { storeId, customerId } }))
  const attributes = useQuery(orpc.attributes.list.queryOptions())
  const customer = query.data
  const back = () => {
    if (router.history.canGoBack()) router.history.back()
    else
      void navigate({
        to: '/customers/$customerId',
        params: { customerId },
        search: listAlone,
        replace: true,
      })
  }
  const into = mergedInto(query.error)
  useEffect(() => {
    if (into === null) return
    void navigate({
      to: '/customers/$customerId',
      params: { customerId: into },
      search: listAlone,
      replace: true,
    })
  }, [into, navigate])
  const nobody = !customer && isNothingThere(query.error)
  const failed = (!customer && query.error) || (!attributes.data && attributes.error)
  const retry = () => {
    void query.refetch()
    void attributes.refetch()
  }
  return (
    <div className={css.page}>
      <TopBar
        back={
          <Tap label={t('app.back')} onClick={back}>
            <IconChevronLeft size={24} stroke={1.6} aria-hidden />
          </Tap>
        }
        title={
          <span className={css.title}>
            {customer ? t('editCustomer.title', { name: customer.firstName }) : t('editCustomer.plain')}
          </span>
        }
      />
      {!edits && <EmptyState icon={<IconLock aria-hidden />} text={t('refusal.NOT_PERMITTED')} />}
      {edits && nobody && <NoSuchCustomer />}
      {edits && failed && !nobody && !into && <LoadFailed error={failed} onRetry={retry} />}
      {edits && (!failed || into) && !(customer && attributes.data) && (
        <SkeletonRows label={t('app.loading')} rows={6} />
      )}
      {edits && customer && attributes.data && (
        <EditForm
          key={customer.id}
          customer={customer}
          definitions={attributes.data.attributes}
          onDone={back}
        />
      )}
    </div>
  )
}
