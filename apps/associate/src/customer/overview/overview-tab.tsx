import { EmptyState } from '@rapport/ui'
import { IconNotes } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { ContactFacts } from '../contact-facts.tsx'
import { NoteWords } from '../notes/note-words.tsx'
import { useNotes } from '../notes/use-notes.ts'
import { OrderCard } from '../orders/order-card.tsx'
import orderCss from '../orders/orders.module.css'
import { OrdersSkeleton } from '../orders/orders-skeleton.tsx'
import { useOrders } from '../orders/use-orders.ts'
import { Section } from '../section.tsx'
import { useCustomer } from '../use-customer.ts'
import { useHidden } from '../use-removal.tsx'
import { useWishlist } from '../wishlist/use-wishlist.ts'
import { AboutThem } from './about-them.tsx'
import { NextThings } from './next-things.tsx'
import css from './overview.module.css'
import { WishStrip } from './wish-strip.tsx'

/** The five seconds before one says hello: what comes next, what to know, what they bought and wish for. */
export const OverviewTab = () => {
  const customer = useCustomer()
  return (
    <>
      <NextThings customer={customer} />
      <PinnedNotes />
      <RecentOrders />
      <Wishes />
      <AboutThem customer={customer} />
      <ContactFacts customer={customer} />
    </>
  )
}

const mostPinned = 3
const recent = 3

const PinnedNotes = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const hidden = useHidden()
  const { notes } = useNotes(customer.id, null)
  const pinned = notes?.filter(note => note.pinned && !hidden.has(note.id)).slice(0, mostPinned)
  if (!pinned || pinned.length === 0) return null
  return (
    <ul className={css.pinned} aria-label={t('notes.pinned')}>
      {pinned.map(note => (
        <li key={note.id} className={css.reason}>
          <NoteWords note={note} />
          {note.author && <p className={css.by}>{note.author.firstName}</p>}
        </li>
      ))}
    </ul>
  )
}

const RecentOrders = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const { pages, orders } = useOrders(customer.id)
  if (orders?.length === 0) return <NothingYet />
  const more = orders && (orders.length > recent || pages.hasNextPage)
  return (
    <Section
      title={t('profile.recentOrders')}
      aside={
        more && (
          <Link
            to="/customers/$customerId/orders"
            params={{ customerId: customer.id }}
            search={now => now}
            replace
          >
            {t('profile.all')}
          </Link>
        )
      }
    >
      <div className={css.flush}>
        {orders ? (
          <ul className={orderCss.list}>
            {orders.slice(0, recent).map(order => (
              <li key={order.id} className={orderCss.item}>
                <OrderCard order={order} customerId={customer.id} />
              </li>
            ))}
          </ul>
        ) : pages.error ? (
          <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <OrdersSkeleton rows={2} />
        )}
      </div>
    </Section>
  )
}

/** A profile that only begins: a note is the first thing one can give it. */
const NothingYet = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const { notes } = useNotes(customer.id, null)
  const { wishes } = useWishlist(customer.id)
  if (notes?.length !== 0 || wishes?.length !== 0) return null
  return (
    <EmptyState
      icon={<IconNotes aria-hidden />}
      text={t('profile.begin', { name: customer.firstName || customer.name })}
      action={
        <Link
          className={css.begin}
          to="/customers/$customerId/notes"
          params={{ customerId: customer.id }}
          search={now => now}
          replace
        >
          {t('profile.firstNote')}
        </Link>
      }
    />
  )
}

const Wishes = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const { pages, wishes } = useWishlist(customer.id)
  if (pages.error && !wishes) return <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
  if (!wishes || wishes.length === 0) return null
  return (
    <Section
      title={t('profile.wishes')}
      aside={
        <Link
          to="/customers/$customerId/wishlist"
          params={{ customerId: customer.id }}
          search={now => now}
          replace
        >
          {t('profile.all')}
        </Link>
      }
    >
      <WishStrip wishes={wishes.slice(0, 8)} />
    </Section>
  )
}
