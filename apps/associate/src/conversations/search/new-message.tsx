import { Sheet } from '@rapport/ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMessage } from '../../customers/use-message.ts'
import { Addressees } from './addressees.tsx'

const route = getRouteApi('/app/chat')

/** Writing to someone begins with whom. Back closes it, as it does a screen. */
export const NewMessage = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = route.useNavigate()
  const message = useMessage()
  const { compose: _compose, ...rest } = route.useSearch()
  const close = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '.', search: rest, replace: true })
  }
  return (
    <Sheet opened addressed onClose={close} title={t('newMessage.title')} closeLabel={t('app.close')} tall>
      <Addressees onPick={row => message.mutate(row)} />
    </Sheet>
  )
}
