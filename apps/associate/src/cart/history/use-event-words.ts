import type { CartEvent } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { percentInWords } from '../percent-words.ts'

/** What happened with a cart, in a sentence; what is not known by name yet is said as it is. */
export const useEventWords = (currency: string) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  return ({ what, data, item, approvedBy }: CartEvent): string => {
    const goods = item ? [item.name, item.colour, item.size].filter(Boolean).join(', ') : null
    const money = (minor: unknown) => moneyInWords(Number(minor ?? 0), currency, language)
    const count = Number(data.quantity ?? data.units ?? 0)
    const off = data.kind === 'percent' ? percentInWords(Number(data.value), language) : money(data.value)
    switch (what) {
      case 'item_added':
      case 'item_removed':
        return goods ? t(`cartHistory.${what}`, { count, goods }) : t(`cartHistory.${what}_unnamed`)
      case 'item_changed':
        return t('cartHistory.item_changed', {
          count,
          goods: goods ?? t('cartHistory.anItem'),
          how: t(data.fulfilment === 'ship' ? 'cart.ship' : 'cart.inStore'),
          price: money(data.unitPriceMinor),
        })
      case 'discount_set':
        return data.itemId
          ? t('cartHistory.discount_on', { off, goods: goods ?? t('cartHistory.anItem') })
          : t('cartHistory.discount_cart', { off })
      case 'discounts_approved':
        return approvedBy
          ? t('cartHistory.approvedBy', { name: approvedBy.firstName })
          : t('cartHistory.approved')
      case 'shared':
        return t('cartHistory.shared', { count, amount: money(data.totalMinor) })
      case 'turned':
        return t(data.kind === 'sale' ? 'cartHistory.turned_sale' : 'cartHistory.turned_remote')
      case 'opened':
      case 'requoted':
      case 'discount_removed':
      case 'delivery_set':
      case 'delivery_chosen':
      case 'reckoned_again':
      case 'found_changed':
      case 'saved':
      case 'resumed':
      case 'paid':
      case 'expired':
      case 'emptied':
        return t(`cartHistory.${what}`)
      default:
        return t('cartHistory.other')
    }
  }
}
