import { Sheet } from '@rapport/ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../shell/search-params.ts'
import { AddCustomerForm } from './add-customer-form.tsx'

const route = getRouteApi('/app/customers')

/** The sheet to add a customer. Back closes it, as it does a screen; what was typed is there again next time. */
export const AddCustomer = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const close = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '.', search: listAlone(search), replace: true })
  }
  return (
    <Sheet opened addressed onClose={close} title={t('addCustomer.title')} closeLabel={t('app.close')} side>
      <AddCustomerForm />
    </Sheet>
  )
}
