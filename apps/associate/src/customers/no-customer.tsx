import { EmptyState } from '@rapport/ui'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Beside the list on a wide screen, before one is chosen. */
export const NoCustomer = () => {
  const { t } = useTranslation()
  return <EmptyState icon={<IconUsers aria-hidden />} text={t('customers.choose')} />
}
