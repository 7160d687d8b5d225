import { EmptyState } from '@rapport/ui'
import { IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Beside the list on a wide screen, before one is chosen. */
export const NoConversation = () => {
  const { t } = useTranslation()
  return <EmptyState icon={<IconMessageCircle aria-hidden />} text={t('chat.choose')} />
}
