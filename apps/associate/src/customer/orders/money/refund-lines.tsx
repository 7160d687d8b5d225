import type { Order } from '@rapport/contract'
import { moneyExactly, Tile, useLocale } from '@rapport/ui'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Check } from './check.tsx'
import css from './refund.module.css'
import { lineBack, returnable } from './what-back.ts'

type Props = {
  order: Order
  chosen: ReadonlyMap<string, number>
  shipping: boolean
  onChoose: (lineId: string, quantity: number) => void
  onShipping: (shipping: boolean) => void
}

/** Which of the goods come back, and how many of each. */
export const RefundLines = ({ order, chosen, shipping, onChoose, onShipping }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const money = (minor: number) => moneyExactly(minor, order.currency, language)
  return (
    <ul className={css.lines}>
      {order.lines
        .filter(line => returnable(line) > 0)
        .map(line => {
          const quantity = chosen.get(line.id) ?? 0
          const name = [line.name, line.colour, line.size].filter(Boolean).join(', ')
          return (
            <li key={line.id} className={css.line}>
              <Tile src={line.pictureUrl} size="small" />
              <span className={css.words}>
                <span>{name}</span>
                <span className="soft num">
                  {money(lineBack(line, Math.max(1, quantity), order.taxIncluded))}
                </span>
              </span>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no flex box in every browser */}
              <span className={css.stepper} role="group" aria-label={t('refunds.quantityOf', { name })}>
                <button
                  type="button"
                  aria-label={t('cart.less')}
                  disabled={quantity === 0}
                  onClick={() => onChoose(line.id, quantity - 1)}
                >
                  <IconMinus size={16} stroke={1.8} aria-hidden />
                </button>
                <b className="num" aria-live="polite">
                  {quantity}
                </b>
                <button
                  type="button"
                  aria-label={t('cart.more')}
                  disabled={quantity >= returnable(line)}
                  onClick={() => onChoose(line.id, quantity + 1)}
                >
                  <IconPlus size={16} stroke={1.8} aria-hidden />
                </button>
              </span>
            </li>
          )
        })}
      {order.shippingMinor > 0 && (
        <li className={css.line}>
          <Check
            label={t('refunds.shipping', { amount: money(order.shippingMinor) })}
            checked={shipping}
            onChange={onShipping}
          />
        </li>
      )}
    </ul>
  )
}
