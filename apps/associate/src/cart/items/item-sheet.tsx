import { orpc } from '@rapport/client'
import type { Cart, CartItem, Product } from '@rapport/contract'
import { Chip, Chips, moneyInWords, Sheet, Tile, useLocale } from '@rapport/ui'
import { IconDiscount, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'
import { DiscountSheet } from '../discount/discount-sheet.tsx'
import css from './items.module.css'
import { useChangeItem } from './use-change-item.ts'

type Props = { cart: Cart; item: CartItem; opened: boolean; onClose: () => void; onRemove: () => void }

/** What one can do about one item: another size, a price of its own, out again. */
export const ItemSheet = ({ cart, item, opened, onClose, onRemove }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const discounts = useMay('cart.discount')
  const [discount, setDiscount] = useState(false)
  const given = cart.discounts.find(each => each.itemId === item.id)
  return (
    <>
      <Sheet opened={opened} onClose={onClose} closeLabel={t('app.close')} title={item.name}>
        <div className={css.sheetHead}>
          <Tile src={item.pictureUrl} />
          <div>
            <p>{[item.colour, item.size].filter(Boolean).join(', ')}</p>
            <p className="soft num">
              {t('cart.each', { price: moneyInWords(item.unitPriceMinor, cart.currency, language) })}
            </p>
            <p className="soft">
              {t(`cart.available_${item.fulfilment}`, { count: Math.max(item.available, 0) })}
            </p>
          </div>
        </div>
        {opened && <OtherVariants cart={cart} item={item} />}
        <ul>
          {discounts && (
            <li>
              <button
                type="button"
                className={css.act}
                onClick={() => {
                  onClose()
                  setDiscount(true)
                }}
              >
                <IconDiscount size={22} stroke={1.6} aria-hidden />
                {given ? t('cart.changeDiscount') : t('cart.discountItem')}
              </button>
            </li>
          )}
          <li>
            <button
              type="button"
              className={css.act}
              data-bad
              onClick={() => {
                onClose()
                onRemove()
              }}
            >
              <IconTrash size={22} stroke={1.6} aria-hidden />
              {t('cart.removeFrom')}
            </button>
          </li>
        </ul>
      </Sheet>
      <DiscountSheet cart={cart} item={item} opened={discount} onClose={() => setDiscount(false)} />
    </>
  )
}

/** The same in another size or colour; those that are here say so. */
const OtherVariants = ({ cart, item }: { cart: Cart; item: CartItem }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const reads = useMay('catalog.read')
  const change = useChangeItem(cart, item)
  const product = useQuery(
    orpc.catalog.get.queryOptions({ input: { storeId, productId: item.productId }, enabled: reads }),
  ).data
  if (!product) return null
  const active = product.variants.filter(each => each.active)
  const of = (colour: string | null, size: string | null) =>
    active.find(each => each.colour === colour && each.size === size)
  const colours = distinct(active.map(each => each.colour))
  const sizes = distinct(active.filter(each => each.colour === item.colour).map(each => each.size))
  const take = (variant: Product['variants'][number] | undefined) =>
    variant && variant.id !== item.variantId && change.mutate({ variantId: variant.id })
  return (
    <div className={css.variants}>
      {colours.length > 1 && (
        <Chips label={t('cart.colour')}>
          {colours.map(colour => (
            <Chip
              key={colour}
              on={colour === item.colour}
              onToggle={() => take(of(colour, item.size) ?? active.find(each => each.colour === colour))}
            >
              {colour}
            </Chip>
          ))}
        </Chips>
      )}
      {sizes.length > 1 && (
        <Chips label={t('cart.size')}>
          {sizes.map(size => {
            const variant = of(item.colour, size)
            const here = (item.fulfilment === 'ship' ? variant?.stockWarehouse : variant?.stockHere) ?? 0
            return (
              <Chip
                key={size}
                on={size === item.size}
                onToggle={() => take(variant)}
                count={here > 0 ? here : t('cart.noneLeft')}
              >
                {size}
              </Chip>
            )
          })}
        </Chips>
      )}
    </div>
  )
}

const distinct = (values: (string | null)[]) => [...new Set(values.filter(value => value !== null))]
