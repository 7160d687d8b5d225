import { Tap, TopBar } from '@rapport/ui'
import { IconChevronLeft, IconPencil } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { StarToggle } from '../customers/star-toggle.tsx'
import { LoadFailed } from '../shell/faces.tsx'
import { useMay } from '../shell/session.ts'
import { useGoBack } from '../shell/use-go-back.ts'
import { NoSuchCustomer } from './no-such-customer.tsx'
import { ProfileHeader } from './profile-header.tsx'
import css from './profile-page.module.css'
import { ProfileSkeleton } from './profile-skeleton.tsx'
import { ProfileTabs } from './profile-tabs.tsx'
import { CustomerContext, isNothingThere, mergedInto, useCustomerQuery } from './use-customer.ts'
import { usePlace } from './use-place.ts'

const route = getRouteApi('/app/customers/$customerId')

/** One customer, as this store knows them: who, what to do, and everything that was. */
export const ProfilePage = () => {
  const { customerId } = route.useParams()
  return <Profile key={customerId} customerId={customerId} />
}

const Profile = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const back = useGoBack('/customers')
  const edits = useMay('customer.edit')
  const query = useCustomerQuery(customerId)
  const customer = query.data
  const page = useRef<HTMLDivElement>(null)
  const column = useRef<HTMLDivElement>(null)
  usePlace(page, column)
  const into = mergedInto(query.error)
  const navigate = route.useNavigate()
  // The same page of the one they are now.
  useEffect(() => {
    if (into !== null)
      void navigate({ to: '.', params: { customerId: into }, search: now => now, replace: true })
  }, [into, navigate])
  return (
    <div ref={page} className={css.page} data-profile>
      <div ref={column} className={css.column}>
        <TopBar
          back={
            <div className={css.back}>
              <Tap label={t('app.back')} onClick={back}>
                <IconChevronLeft size={24} stroke={1.6} aria-hidden />
              </Tap>
            </div>
          }
          actions={
            customer && (
              <>
                <StarToggle customer={customer} />
                {edits && (
                  <Link
                    className={css.edit}
                    to="/customers/$customerId/edit"
                    params={{ customerId }}
                    search={now => now}
                    aria-label={t('profile.edit', { name: customer.name })}
                    title={t('profile.edit', { name: customer.name })}
                  >
                    <IconPencil size={22} stroke={1.6} aria-hidden />
                  </Link>
                )}
              </>
            )
          }
        />
        {customer ? (
          <CustomerContext value={customer}>
            <ProfileHeader customer={customer} />
            <ProfileTabs />
          </CustomerContext>
        ) : query.isPending || into ? (
          <ProfileSkeleton />
        ) : isNothingThere(query.error) ? (
          <NoSuchCustomer />
        ) : (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        )}
      </div>
    </div>
  )
}
