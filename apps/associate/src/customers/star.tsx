import { IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** The star beside a name in a row. */
export const Star = () => {
  const { t } = useTranslation()
  return <IconStarFilled size={14} color="var(--star)" role="img" aria-label={t('star.starred')} />
}
