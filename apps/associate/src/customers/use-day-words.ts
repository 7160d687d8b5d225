import { comingDay, type DayWords, pastDay, useLocale, useNow } from '@rapport/ui'
import { useTranslation } from 'react-i18next'

/** Days inside a sentence: «on Saturday», «2 weeks ago», «in October»; and «on Friday», «on 3 December» to come. */
export const useDayWords = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  const said = ({ form, words }: DayWords): string => {
    if (form === 'said') return words
    return form === 'month' ? t('customers.inMonth', { month: words }) : t('customers.onDay', { day: words })
  }
  return {
    past: (instant: string) => said(pastDay(instant, now, locale)),
    coming: (date: string) => said(comingDay(date, now, locale)),
  }
}
