import { EmptyState } from '@rapport/ui'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** For those whose role opens no area: what to do about it. */
export const NothingHere = () => {
  const { t } = useTranslation()
  return <EmptyState icon={<IconLock aria-hidden />} text={t('app.nothingHere')} />
}
