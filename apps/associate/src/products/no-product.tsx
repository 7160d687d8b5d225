import { EmptyState } from '@rapport/ui'
import { IconHanger2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Beside the list on a wide screen, before one is chosen. */
export const NoProduct = () => {
  const { t } = useTranslation()
  return <EmptyState icon={<IconHanger2 aria-hidden />} text={t('products.choose')} />
}
