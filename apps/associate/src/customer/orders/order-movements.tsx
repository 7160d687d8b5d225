import type { Delivery, Order, OrderReturn } from '@rapport/contract'
import { exactDay, moneyInWords, Tile, useLocale } from '@rapport/ui'
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconExternalLink,
  IconHomeCheck,
  IconPackage,
  IconReceiptRefund,
  IconTruck,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AddressLines } from '../address-lines.tsx'
import css from './order-page.module.css'

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const
const icons = { return: IconArrowBackUp, refund: IconReceiptRefund, exchange: IconArrowsExchange }

/** What came back, was exchanged or refunded, the latest first. */
export const Returns = ({ order }: { order: Order }) => (
  <ul>
    {[...order.returns]
      .sort((a, b) => b.at.localeCompare(a.at))
      .map(each => (
        <li key={each.id} className={css.event}>
          <Return back={each} currency={order.currency} />
        </li>
      ))}
  </ul>
)

const Return = ({ back, currency }: { back: OrderReturn; currency: string }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const Icon = icons[back.kind]
  const given = back.amountMinor > 0 && moneyInWords(back.amountMinor, currency, locale.language)
  return (
    <>
      <Icon {...icon} />
      <div className={css.words}>
        <div className={css.first}>
          <b>{t(`orders.kind.${back.kind}`)}</b>
          {given && <span className="num">{given}</span>}
        </div>
        <p className="soft">{[exactDay(back.at, locale), back.reason].filter(Boolean).join(' · ')}</p>
        {back.lines.map(({ name, quantity, replacement }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was written of a return never moves
          <div key={at} className={css.swap}>
            <p>{quantity > 1 ? `${quantity} × ${name}` : name}</p>
            {replacement && (
              <p className={css.for}>
                <Tile src={replacement.pictureUrl} size="small" />
                {t('orders.for', { name: replacement.name })}
              </p>
            )}
          </div>
        ))}
      </div>
    </>
  )
}

/** How far each parcel is, and where to. */
export const Deliveries = ({ order }: { order: Order }) => (
  <>
    <ul>
      {order.deliveries.map(delivery => (
        <li key={delivery.id} className={css.event}>
          <Parcel delivery={delivery} order={order} />
        </li>
      ))}
    </ul>
    {order.shippingAddress && (
      <div className={css.event}>
        <IconHomeCheck {...icon} />
        <AddressLines address={order.shippingAddress} />
      </div>
    )}
  </>
)

const Parcel = ({ delivery, order }: { delivery: Delivery; order: Order }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { carrier, tracking, trackingUrl, shippedAt, deliveredAt, lineIds } = delivery
  const inIt = order.lines.filter(line => lineIds.includes(line.id))
  const partial = inIt.length > 0 && inIt.length < order.lines.length
  const words = deliveredAt
    ? t('orders.delivered', { day: exactDay(deliveredAt, locale) })
    : shippedAt
      ? t('orders.shipped', { day: exactDay(shippedAt, locale) })
      : t('orders.preparing')
  const number = [carrier, tracking].filter(Boolean).join(' ')
  return (
    <>
      {shippedAt ? <IconTruck {...icon} /> : <IconPackage {...icon} />}
      <div className={css.words}>
        <b>{words}</b>
        {partial && <p className="soft">{inIt.map(line => line.name).join(', ')}</p>}
        {trackingUrl ? (
          <a className={css.track} href={trackingUrl} target="_blank" rel="noreferrer">
            {number || t('orders.track')}
            <IconExternalLink size={16} stroke={1.8} aria-hidden />
            <span className="hidden-visually">{t('orders.trackNewTab')}</span>
          </a>
        ) : (
          number && <p className="soft num">{number}</p>
        )}
      </div>
    </>
  )
}
