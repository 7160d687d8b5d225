import type { Cart, CartItem } from '@rapport/contract'
import { moneyInWords, Segmented, Tile, useLocale } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ItemProblemLine } from './item-problem.tsx'
import { ItemSheet } from './item-sheet.tsx'
import css from './items.module.css'
import { Stepper } from './stepper.tsx'
import { SwipeRow } from './swipe-row.tsx'
import { useChangeItem } from './use-change-item.ts'
import { useRemoveItem } from './use-remove-item.tsx'

/** One thing in the cart: what it is, what it costs, how the customer gets it, and how many. */
export const ItemRow = (props: { cart: Cart; item: CartItem; mixed: boolean; offline: boolean }) => {
  const { cart, item, offline } = props
  const { t } = useTranslation()
  const { language } = useLocale()
  const [about, setAbout] = useState(false)
  const change = useChangeItem(cart, item)
  const remove = useRemoveItem(cart)
  const money = (minor: number) => moneyInWords(minor, cart.currency, language)
  const variant = [item.colour, item.size].filter(Boolean).join(', ')
  const full = [item.name, variant].filter(Boolean).join(', ')
  return (
    <li className={css.item} id={`item-${item.id}`}>
      <SwipeRow name={full} onRemove={() => remove(item)} disabled={offline}>
        <div className={css.row}>
          <Tile src={item.pictureUrl} size="cart" />
          <div className={css.words}>
            <button
              type="button"
              className={css.about}
              aria-haspopup="dialog"
              aria-label={t('cart.aboutItem', { name: full })}
              onClick={() => setAbout(true)}
            >
              <span className={css.first}>
                <span className="d16">{item.name}</span>
                <span className={css.price}>
                  {item.discountMinor > 0 && <s className="num">{money(item.grossMinor)}</s>}
                  <span className="num">{money(item.grossMinor - item.discountMinor)}</span>
                </span>
              </span>
              {variant && <span className="soft">{variant}</span>}
            </button>
            <div className={css.controls}>
              {props.mixed ? (
                <div className={css.fulfilment}>
                  <Segmented<CartItem['fulfilment']>
                    small
                    label={t('cart.fulfilmentOf', { name: full })}
                    value={item.fulfilment}
                    disabled={offline}
                    options={[
                      { value: 'in_store', label: t('cart.inStore') },
                      { value: 'ship', label: t('cart.ship') },
                    ]}
                    onChange={fulfilment => change.mutate({ fulfilment })}
                  />
                </div>
              ) : (
                <span className="soft">{t('cart.shipped')}</span>
              )}
              <Stepper
                name={full}
                quantity={item.quantity}
                disabled={offline}
                onChange={quantity => change.mutateAsync({ quantity })}
              />
            </div>
            <ItemProblemLine cart={cart} item={item} mixed={props.mixed} offline={offline} />
          </div>
        </div>
      </SwipeRow>
      <ItemSheet
        cart={cart}
        item={item}
        opened={about}
        onClose={() => setAbout(false)}
        onRemove={() => remove(item)}
      />
    </li>
  )
}
