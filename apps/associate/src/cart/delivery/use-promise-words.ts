import type { ShippingOption } from '@rapport/contract'
import { comingDay, useLocale, useNow } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../shell/store-choice.ts'
import { workingDay } from './promise.ts'

/** «Thursday», «Thursday to Monday», «3 December»: when it would be there, if it were paid now. */
export const usePromiseWords = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  const { timeZone } = useStore()
  const day = (days: number) => comingDay(workingDay(now, days, timeZone), now, locale).words
  return ({ daysFrom, daysUntil }: Pick<ShippingOption, 'daysFrom' | 'daysUntil'>): string => {
    const [from, until] = [day(daysFrom), day(daysUntil)]
    return from === until ? until : t('cart.delivery.fromTo', { from, until })
  }
}
