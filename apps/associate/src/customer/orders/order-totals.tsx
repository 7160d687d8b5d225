import type { Order } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './order-page.module.css'
import { sumOf } from './sum-of.ts'

/** A sum that adds up before one's eyes. */
export const OrderTotals = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const money = (minor: number) => moneyInWords(minor, order.currency, language)
  const steps = sumOf(order)
  return (
    <dl className={css.totals}>
      {steps.length > 1 &&
        steps.map(({ what, amountMinor }) => (
          <div key={what} className={css.sum}>
            <dt>{t(`orders.sum.${what}`)}</dt>
            <dd className="num">{money(amountMinor)}</dd>
          </div>
        ))}
      <div className={css.total}>
        <dt>
          {t('orders.sum.total')}
          {order.taxIncluded && order.taxMinor > 0 && (
            <span className={css.tax}>{t('orders.taxIncluded', { amount: money(order.taxMinor) })}</span>
          )}
        </dt>
        <dd className="d20 num">{money(order.totalMinor)}</dd>
      </div>
      {order.returnedMinor > 0 && (
        <>
          <div className={css.sum}>
            <dt>{t('orders.sum.back')}</dt>
            <dd className="num">{money(-order.returnedMinor)}</dd>
          </div>
          <div className={css.sum} data-strong>
            <dt>{t('orders.sum.kept')}</dt>
            <dd className="num">{money(order.totalMinor - order.returnedMinor)}</dd>
          </div>
        </>
      )}
    </dl>
  )
}
