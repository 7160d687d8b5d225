import type { OrderRow } from '@rapport/contract'
import { moneyInWords, Tile, TimeInWords, useLocale } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OrderTags } from './order-tags.tsx'
import css from './orders.module.css'

const shown = 4

/** One order in a list: when and where, what it came to, and the goods themselves. */
export const OrderCard = ({ order, customerId }: { order: OrderRow; customerId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const lines = order.lines.slice(0, shown)
  const rest = order.units - lines.reduce((sum, line) => sum + line.quantity, 0)
  const where = order.store?.name ?? t(`orders.origin.${order.origin}`)
  const names = (
    <span className={css.names}>
      {lines.map(line => (line.quantity > 1 ? `${line.quantity} × ${line.name}` : line.name)).join(', ')}
      {rest > 0 && ` ${t('orders.more', { count: rest })}`}
    </span>
  )
  return (
    <Link
      className={css.card}
      data-one={lines.length === 1 || undefined}
      to="/customers/$customerId/orders/$orderId"
      params={{ customerId, orderId: order.id }}
      search={now => now}
    >
      <span className={css.pictures}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an order may have the same thing twice, and its lines never move
          <Tile key={at} src={line.pictureUrl} />
        ))}
      </span>
      <span className={css.about}>
        <span className={css.first}>
          <span className={css.when}>
            <TimeInWords at={order.placedAt} />
            <span className="soft">{` · ${where}`}</span>
          </span>
          <span className="num">{moneyInWords(order.totalMinor, order.currency, language)}</span>
        </span>
        {names}
        <OrderTags order={order} />
      </span>
    </Link>
  )
}
