import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { Customer } from '@rapport/contract'
import { Avatar, moneyInWords, Tile, useLocale } from '@rapport/ui'
import { IconShoppingBagPlus, IconUser } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConsentChips } from '../customers/consent-chips.tsx'
import { ConsentHeart } from '../customers/consent-heart.tsx'
import { StarToggle } from '../customers/star-toggle.tsx'
import { useDayWords } from '../customers/use-day-words.ts'
import { useWith } from '../customers/use-with.ts'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { ContactFacts } from './contact-facts.tsx'
import css from './customer-panel.module.css'
import { InTheCart } from './in-the-cart.tsx'
import { KeyFigures } from './key-figures.tsx'
import { useOrders } from './orders/use-orders.ts'
import { NextThings } from './overview/next-things.tsx'
import { useWishlist } from './wishlist/use-wishlist.ts'
import { variantWords, WishWords } from './wishlist/wish-words.tsx'

/** Who one is writing with, beside the conversation on a wide screen. */
export const CustomerPanel = ({ conversationId }: { conversationId: string }) => {
  const storeId = useStore().id
  const reads = useMay('customer.read')
  const conversation = useQuery(orpc.conversations.get.queryOptions({ input: { conversationId } })).data
  const customerId = conversation?.customer.id
  const { data } = useQuery(
    orpc.customers.get.queryOptions({
      input: customerId && reads ? { storeId, customerId } : skipToken,
    }),
  )
  return data ? <Panel key={data.id} customer={data} /> : null
}

const Panel = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation()
  const store = useStore()
  const sells = useMay('sale.take')
  const withWhom = useWith(customer.assignedTo)
  return (
    <div className={css.panel}>
      <header className={css.head}>
        <Avatar initials={customer.initials} hue={customer.hue} />
        <div className={css.who}>
          <h2 className="d20">
            {customer.name} <ConsentHeart state={customer.heart} />
          </h2>
          <p className="soft">{`${withWhom} · ${customer.homeStore?.name ?? store.name}`}</p>
        </div>
        <StarToggle customer={customer} />
      </header>
      <div className={css.consents}>
        <ConsentChips customer={customer} />
      </div>
      <div className={css.action}>
        {sells && (
          <Button
            variant="light"
            fullWidth
            leftSection={<IconShoppingBagPlus size={20} stroke={1.7} aria-hidden />}
            renderRoot={props => (
              <Link
                to="/customers/$customerId/cart"
                params={{ customerId: customer.id }}
                search={{ sale: true }}
                {...props}
              />
            )}
          >
            {t('customer.newSale')}
          </Button>
        )}
        <Button
          variant="default"
          fullWidth
          leftSection={<IconUser size={20} stroke={1.7} aria-hidden />}
          renderRoot={props => (
            <Link to="/customers/$customerId" params={{ customerId: customer.id }} {...props} />
          )}
        >
          {t('customer.profile')}
        </Button>
      </div>
      <div className={css.figures}>
        <KeyFigures customer={customer} short />
      </div>
      <NextThings customer={customer} plain />
      <InTheCart customerId={customer.id} />
      <LastPurchase customerId={customer.id} />
      <Wishes customerId={customer.id} />
      <ContactFacts customer={customer} />
    </div>
  )
}

/** What they bought last, so that one need not ask. */
const LastPurchase = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { past } = useDayWords()
  const order = useOrders(customerId).orders?.find(each => each.state !== 'cancelled')
  if (!order) return null
  return (
    <section className={css.part}>
      <div className={css.title}>
        <h3 className="d16">{t('profile.lastPurchase')}</h3>
        <Link
          to="/customers/$customerId/orders/$orderId"
          params={{ customerId, orderId: order.id }}
          className={css.open}
        >
          {past(order.placedAt)}
        </Link>
      </div>
      <ul>
        {order.lines.slice(0, 2).map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an order may have the same thing twice, and its lines never move
          <li key={at} className={css.mini}>
            <Tile src={line.pictureUrl} size="small" />
            <span className={css.words}>{line.name}</span>
          </li>
        ))}
      </ul>
      <p className="soft num">{moneyInWords(order.totalMinor, order.currency, language)}</p>
    </section>
  )
}

const Wishes = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { wishes } = useWishlist(customerId)
  if (!wishes || wishes.length === 0) return null
  return (
    <section className={css.part}>
      <div className={css.title}>
        <h3 className="d16">{t('profile.wishes')}</h3>
        <Link to="/customers/$customerId/wishlist" params={{ customerId }} className={css.open}>
          {t('profile.all')}
        </Link>
      </div>
      <ul>
        {wishes.slice(0, 3).map(wish => (
          <li key={wish.id} className={css.mini}>
            <Tile src={wish.product.pictureUrl} size="small" />
            <span className={css.words}>
              {[wish.product.name, variantWords(wish)].filter(Boolean).join(', ')}
              <br />
              <WishWords wish={wish} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
