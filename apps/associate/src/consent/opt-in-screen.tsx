import { EmptyState, ErrorState, SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconChevronLeft, IconCloudOff, IconPhoneOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { NoSuchCustomer } from '../customer/no-such-customer.tsx'
import { isNothingThere, mergedInto, useCustomerQuery } from '../customer/use-customer.ts'
import { useGoBack } from '../shell/use-go-back.ts'
import { OptInForm } from './opt-in-form.tsx'

/** Asks a customer for consent, showing to the letter what will be sent (CON-3). */
export function OptInScreen({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const query = useCustomerQuery(customerId)
  const back = useGoBack('/customers')
  const customer = query.data
  const into = mergedInto(query.error)
  const navigate = useNavigate()
  useEffect(() => {
    if (into === null) return
    void navigate({ to: '/customers/$customerId', params: { customerId: into }, replace: true })
  }, [into, navigate])
  const phones = customer?.contactPoints.filter(point => point.kind === 'phone' && !point.invalid) ?? []
  const [first] = phones
  if (customer && first) return <OptInForm customer={customer} phones={phones} />
  return (
    <>
      <TopBar
        back={
          <Tap label={t('app.back')} onClick={back}>
            <IconChevronLeft size={24} stroke={1.6} aria-hidden />
          </Tap>
        }
      />
      {customer ? (
        <EmptyState
          icon={<IconPhoneOff aria-hidden />}
          text={t('optIn.noPhone', { name: customer.firstName })}
        />
      ) : query.isPending || into ? (
        <SkeletonRows label={t('app.loading')} rows={4} />
      ) : isNothingThere(query.error) ? (
        <NoSuchCustomer />
      ) : (
        <ErrorState
          icon={<IconCloudOff aria-hidden />}
          text={t('thread.failedToLoad')}
          retryLabel={t('thread.tryAgain')}
          onRetry={() => void query.refetch()}
        />
      )}
    </>
  )
}
