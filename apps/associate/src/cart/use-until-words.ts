import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store-choice.ts'

/** «Open until midnight in Berlin»: a cart belongs to the store's day. */
export const useUntilWords = () => {
  const { t } = useTranslation()
  const store = useStore()
  return (expiresAt: string): string =>
    Date.parse(expiresAt) > Date.now()
      ? t('cart.until', { city: store.city || store.name })
      : t('cart.over', { city: store.city || store.name })
}
