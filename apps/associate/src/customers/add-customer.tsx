import { Sheet } from '@rapport/ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AddCustomerForm } from './add-customer-form.tsx'

const route = getRouteApi('/app/customers')

/** The sheet to add a customer. Back closes it, as it does a screen. */
export const AddCustomer = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = route.useNavigate()
  const { add: _add, ...rest } = route.useSearch()
  const close = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '.', search: rest, replace: true })
  }
  return (
    <Sheet opened onClose={close} title={t('addCustomer.title')} closeLabel={t('app.close')}>
      <AddCustomerForm />
    </Sheet>
  )
}
