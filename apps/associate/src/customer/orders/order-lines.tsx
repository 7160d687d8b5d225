import type { Order, OrderLine } from '@rapport/contract'
import { moneyInWords, Tile, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './order-page.module.css'

/** The goods, and of each what came back. */
export const OrderLines = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  return (
    <ul className={css.lines} aria-label={t('orders.lines')}>
      {order.lines.map(line => (
        <li key={line.id} className={css.line}>
          <Tile src={line.pictureUrl} />
          <Line line={line} currency={order.currency} />
        </li>
      ))}
    </ul>
  )
}

const Line = ({ line, currency }: { line: OrderLine; currency: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const money = (minor: number) => moneyInWords(minor, currency, language)
  const { quantity, returnedQuantity, exchangedQuantity, fulfilment } = line
  const variant = [line.colour, line.size].filter(Boolean).join(', ')
  return (
    <div className={css.words}>
      <div className={css.first}>
        <span className="d16">{line.name}</span>
        <span className="num">{money(line.totalMinor)}</span>
      </div>
      {variant && <p className="soft">{variant}</p>}
      {(quantity > 1 || line.discountMinor > 0) && (
        <p className="soft num">
          {t('orders.times', { count: quantity, price: money(line.unitPriceMinor) })}
          {line.discountMinor > 0 && ` · ${t('orders.less', { amount: money(line.discountMinor) })}`}
        </p>
      )}
      {fulfilment === 'ship' && <p className="soft">{t('orders.ship')}</p>}
      {returnedQuantity > 0 && (
        <p className={css.back}>
          {returnedQuantity === quantity
            ? t('orders.lineReturnedAll')
            : t('orders.lineReturned', { count: returnedQuantity })}
        </p>
      )}
      {exchangedQuantity > 0 && (
        <p className={css.back}>
          {exchangedQuantity === quantity
            ? t('orders.lineExchangedAll')
            : t('orders.lineExchanged', { count: exchangedQuantity })}
        </p>
      )}
    </div>
  )
}
