import { orpc } from '@rapport/client'
import { EmptyState, ErrorState, SkeletonRows } from '@rapport/ui'
import { IconCloudOff, IconPhoneOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store-choice.ts'
import { OptInForm } from './opt-in-form.tsx'

/** Asks a customer for consent, showing to the letter what will be sent (CON-3). */
export function OptInScreen({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const storeId = useStore().id
  const query = useQuery(orpc.customers.get.queryOptions({ input: { storeId, customerId } }))
  const customer = query.data
  if (!customer)
    return query.isError ? (
      <ErrorState
        icon={<IconCloudOff aria-hidden />}
        text={t('thread.failedToLoad')}
        retryLabel={t('thread.tryAgain')}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <SkeletonRows label={t('app.loading')} rows={4} />
    )
  const phones = customer.contactPoints.filter(point => point.kind === 'phone' && !point.invalid)
  if (phones.length === 0)
    return (
      <EmptyState
        icon={<IconPhoneOff aria-hidden />}
        text={t('optIn.noPhone', { name: customer.firstName })}
      />
    )
  return <OptInForm customer={customer} phones={phones} />
}
