import type { Order, OrderRow } from '@rapport/contract'
import { Tag } from '@rapport/ui'
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBan,
  IconTruck,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './orders.module.css'

const icon = { size: 14, stroke: 1.8, 'aria-hidden': true } as const
type Told = Pick<OrderRow, 'state' | 'origin' | 'shipping' | 'returnedUnits' | 'exchanged' | 'units'>

/** What is worth knowing of an order before it is opened: where it came from, on its way, back, exchanged. */
export const OrderTags = ({ order }: { order: Told }) => {
  const { t } = useTranslation()
  const { state, origin, shipping, returnedUnits, exchanged, units } = order
  const plain = state !== 'cancelled' && origin === 'store' && !shipping && !returnedUnits && !exchanged
  if (plain) return null
  return (
    <span className={css.tags}>
      {state === 'cancelled' && (
        <Tag tone="mute">
          <IconBan {...icon} />
          {t('orders.cancelled')}
        </Tag>
      )}
      {origin !== 'store' && <Tag tone="mute">{t(`orders.origin.${origin}`)}</Tag>}
      {state !== 'cancelled' && shipping && (
        <Tag tone={shipping === 'delivered' ? 'mute' : 'accent'}>
          {shipping === 'delivered' ? <IconTruckDelivery {...icon} /> : <IconTruck {...icon} />}
          {t(`orders.shipping.${shipping}`)}
        </Tag>
      )}
      {returnedUnits > 0 && (
        <Tag tone="warn">
          <IconArrowBackUp {...icon} />
          {returnedUnits >= units ? t('orders.returnedAll') : t('orders.returned', { count: returnedUnits })}
        </Tag>
      )}
      {exchanged && (
        <Tag tone="warn">
          <IconArrowsExchange {...icon} />
          {t('orders.exchanged')}
        </Tag>
      )}
    </span>
  )
}

/** The same of an order that is open. */
export const toldOf = (order: Order): Told => ({
  state: order.state,
  origin: order.origin,
  shipping: order.shipping,
  units: order.lines.reduce((sum, line) => sum + line.quantity, 0),
  returnedUnits: order.lines.reduce((sum, line) => sum + line.returnedQuantity, 0),
  exchanged: order.lines.some(line => line.exchangedQuantity > 0),
})
