import { Button } from '@mantine/core'
import type { Cart, CartItem } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './items.module.css'
import { useChangeItem } from './use-change-item.ts'
import { useRemoveItem } from './use-remove-item.tsx'

/** What stands in the way of an item, and right beside it what mends that. */
export const ItemProblemLine = (props: {
  cart: Cart
  item: CartItem
  /** Whether it may as well go the other way. */
  mixed: boolean
  offline: boolean
}) => {
  const { cart, item, mixed, offline } = props
  const { t } = useTranslation()
  const { language } = useLocale()
  const change = useChangeItem(cart, item)
  const remove = useRemoveItem(cart)
  const { problem, available } = item
  if (problem === null) return null
  const money = (minor: number) => moneyInWords(minor, cart.currency, language)
  const newPrice = problem === 'price_changed' && item.priceNowMinor !== null
  const words = newPrice
    ? t('cart.problem.price_changed', {
        before: money(item.unitPriceMinor),
        now: money(item.priceNowMinor ?? 0),
      })
    : problem === 'too_few'
      ? t(`cart.problem.too_few_${item.fulfilment}`, { count: available })
      : problem === 'sold_out'
        ? t(`cart.problem.sold_out_${item.fulfilment}`)
        : t(`cart.problem.${problem === 'no_price' ? 'no_price' : 'not_sold_any_more'}`)
  return (
    <div className={css.problem}>
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <p>{words}</p>
      {newPrice ? (
        <Button
          size="sm"
          variant="light"
          disabled={offline}
          loading={change.isPending}
          onClick={() => change.mutate({ acceptPrice: true })}
        >
          {t('cart.takeNewPrice')}
        </Button>
      ) : problem === 'too_few' && available > 0 ? (
        <Button
          size="sm"
          variant="light"
          disabled={offline}
          loading={change.isPending}
          onClick={() => change.mutate({ quantity: available })}
        >
          {t('cart.takeAvailable', { count: available })}
        </Button>
      ) : (
        problem === 'sold_out' &&
        mixed && (
          <Button
            size="sm"
            variant="light"
            disabled={offline}
            loading={change.isPending}
            onClick={() => change.mutate({ fulfilment: item.fulfilment === 'ship' ? 'in_store' : 'ship' })}
          >
            {t(item.fulfilment === 'ship' ? 'cart.handOver' : 'cart.shipIt')}
          </Button>
        )
      )}
      {!newPrice && (
        <Button size="sm" variant="subtle" color="bad" disabled={offline} onClick={() => remove(item)}>
          {t('cart.remove')}
        </Button>
      )}
    </div>
  )
}
