import { api } from '@rapport/client'
import type { Cart, Customer } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import {
  IconBuildingStore,
  IconChevronRight,
  IconDiscount,
  IconSend,
  IconTrash,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../shell/session.ts'
import css from './cart.module.css'
import { addressInWords } from './delivery/address.ts'
import { DeliverySheet } from './delivery/delivery-sheet.tsx'
import { usePromiseWords } from './delivery/use-promise-words.ts'
import { ApproveSheet } from './discount/approve-sheet.tsx'
import { DiscountSheet } from './discount/discount-sheet.tsx'
import { HistoryRow } from './history/history-row.tsx'
import { percentInWords } from './percent-words.ts'
import { useCartChange } from './use-cart-change.ts'

/** Which sheet of the cart is open; what is missing opens the one that mends it. */
export type OpenPart = 'discount' | 'delivery' | 'approval' | null
type Props = {
  cart: Cart
  customer: Customer
  offline: boolean
  open: OpenPart
  onOpen: (part: OpenPart) => void
}

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const

/** What holds for the whole cart: what is given away, where it goes, and whether it is paid here or from a distance. */
export const CartOptions = (props: Props) => {
  const { cart, customer, open, onOpen, offline } = props
  const close = () => onOpen(null)
  return (
    <div className={css.options}>
      <DiscountRow {...props} />
      {cart.delivery.needed && <DeliveryRow {...props} />}
      <TurnRow cart={cart} offline={offline} />
      <HistoryRow cart={cart} offline={offline} />
      <EmptyRow cart={cart} offline={offline} />
      <DiscountSheet cart={cart} item={null} opened={open === 'discount'} onClose={close} />
      <DeliverySheet cart={cart} customer={customer} opened={open === 'delivery'} onClose={close} />
      <ApproveSheet cart={cart} opened={open === 'approval'} onClose={close} />
    </div>
  )
}

const DiscountRow = ({ cart, offline, onOpen }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const may = useMay('cart.discount')
  const given = cart.discounts.find(each => each.itemId === null)
  const approval = cart.missing.includes('approval')
  if (!may && !given && !approval) return null
  const approvedBy = cart.discounts.find(each => each.approvedBy)?.approvedBy
  const standing = approvedBy
    ? t('cart.discount.approvedBy', { name: approvedBy.firstName })
    : t('cart.discount.withinYours')
  return (
    <button
      type="button"
      className={css.option}
      data-missing={approval || undefined}
      disabled={offline || (!may && !approval)}
      aria-haspopup="dialog"
      onClick={() => onOpen(approval ? 'approval' : 'discount')}
    >
      <IconDiscount {...icon} />
      <span>
        <b>
          {given
            ? t('cart.discount.offCart', {
                off:
                  given.kind === 'percent'
                    ? percentInWords(given.value, language)
                    : moneyInWords(given.value, cart.currency, language),
              })
            : t('cart.discountCart')}
        </b>
        {approval ? (
          <span>{t('cart.missing.approval')}</span>
        ) : given ? (
          <span className="soft">{`${given.reason}. ${standing}`}</span>
        ) : (
          <span className="soft">{t('cart.discount.none')}</span>
        )}
      </span>
      <IconChevronRight {...icon} />
    </button>
  )
}

const DeliveryRow = ({ cart, customer, offline, onOpen }: Props) => {
  const { t } = useTranslation()
  const promise = usePromiseWords()
  const { address, option } = cart.delivery
  const missing = (['address', 'not_shipped_there', 'shipping_option'] as const).find(each =>
    cart.missing.includes(each),
  )
  return (
    <button
      type="button"
      className={css.option}
      data-missing={missing}
      disabled={offline}
      aria-haspopup="dialog"
      onClick={() => onOpen('delivery')}
    >
      <IconTruckDelivery {...icon} />
      <span>
        <b>
          {option
            ? t('cart.delivery.by', { option: option.name, when: promise(option) })
            : t('cart.delivery.title')}
        </b>
        {missing ? (
          <span>{t(`cart.missing.${missing}`)}</span>
        ) : (
          <span className="soft">
            {address
              ? addressInWords(address)
              : t('cart.delivery.theyChoose', { name: customer.firstName || customer.name })}
          </span>
        )}
      </span>
      <IconChevronRight {...icon} />
    </button>
  )
}

/** From a remote cart to a sale in the store, and back. */
const TurnRow = ({ cart, offline }: { cart: Cart; offline: boolean }) => {
  const { t } = useTranslation()
  const sells = useMay('sale.take')
  const turn = useCartChange(cart, (kind: Cart['kind']) => api.carts.turn({ cartId: cart.id, kind }))
  const sale = cart.kind === 'sale'
  if (!sale && !sells) return null
  const Icon = sale ? IconSend : IconBuildingStore
  return (
    <button
      type="button"
      className={css.option}
      disabled={offline || turn.isPending}
      onClick={() => turn.mutate(sale ? 'remote' : 'sale')}
    >
      <Icon {...icon} />
      <span>
        <b>{t(sale ? 'cart.turnRemote' : 'cart.turnSale')}</b>
        <span className="soft">{t(sale ? 'cart.turnRemoteWhy' : 'cart.turnSaleWhy')}</span>
      </span>
    </button>
  )
}

const EmptyRow = ({ cart, offline }: { cart: Cart; offline: boolean }) => {
  const { t } = useTranslation()
  const empty = useCartChange(cart, () => api.carts.empty({ cartId: cart.id }))
  return (
    <button
      type="button"
      className={css.option}
      disabled={offline || empty.isPending}
      onClick={() => confirm(t('cart.emptySure')) && empty.mutate()}
    >
      <IconTrash {...icon} />
      <span>
        <b>{t('cart.emptyAll')}</b>
      </span>
    </button>
  )
}
