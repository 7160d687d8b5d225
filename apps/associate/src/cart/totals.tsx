import type { Cart } from '@rapport/contract'
import { moneyExactly, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './cart.module.css'
import { percentInWords } from './percent-words.ts'

/** A sum that adds up before one's eyes, with its tax in words. While it is being reckoned anew it stands back. */
export const Totals = ({ cart, busy }: { cart: Cart; busy: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { totals, currency, delivery } = cart
  const money = (minor: number) => moneyExactly(minor, currency, language)
  const whole = cart.discounts.length === 1 ? cart.discounts[0] : undefined
  const percent =
    whole?.itemId === null && whole.kind === 'percent' ? percentInWords(whole.value, language) : null
  const added = totals.taxLines.filter(line => !line.included && line.taxMinor !== 0)
  const included = totals.taxLines.filter(line => line.included && line.taxMinor !== 0)
  return (
    <dl className={css.totals} aria-busy={busy || undefined}>
      <div>
        <dt>{t('cart.items', { count: totals.units })}</dt>
        <dd className="num">{money(totals.grossMinor)}</dd>
      </div>
      {totals.discountMinor > 0 && (
        <div data-good>
          <dt>{percent ? t('cart.sum.discountOf', { percent }) : t('cart.sum.discount')}</dt>
          <dd className="num">{money(-totals.discountMinor)}</dd>
        </div>
      )}
      {delivery.needed && delivery.option && (
        <div>
          <dt>{t('cart.sum.delivery')}</dt>
          <dd className="num">
            {totals.shippingMinor === 0 ? t('cart.delivery.free') : money(totals.shippingMinor)}
          </dd>
        </div>
      )}
      {added.map(line => (
        <div key={`${line.label} ${line.ratePpm}`}>
          <dt>
            {t('cart.sum.tax', { label: line.label, percent: percentInWords(line.ratePpm / 100, language) })}
          </dt>
          <dd className="num">{money(line.taxMinor)}</dd>
        </div>
      ))}
      <div className={css.total}>
        <dt>
          <span className="d20">{t('cart.sum.total')}</span>
          {included.length > 0 && (
            <span className={css.tax}>
              {t('cart.sum.includes', {
                taxes: new Intl.ListFormat(language).format(
                  included.map(line => `${money(line.taxMinor)} ${line.label}`),
                ),
              })}
            </span>
          )}
        </dt>
        <dd className={css.sum}>{money(totals.totalMinor)}</dd>
      </div>
    </dl>
  )
}
