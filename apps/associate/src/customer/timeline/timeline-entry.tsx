import type { Customer, TimelineItem, TimelineKind } from '@rapport/contract'
import { clockTime, exactTime, useLocale } from '@rapport/ui'
import {
  IconArrowBackUp,
  IconArrowsJoin,
  IconHanger2,
  IconHeart,
  IconMessageCircle,
  IconNote,
  IconReceiptRefund,
  IconShoppingBag,
  IconTruck,
  IconUserShare,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useStore } from '../../shell/store-choice.ts'
import css from './timeline.module.css'
import { useTimelineWords } from './use-timeline-words.ts'

const icons = {
  order: IconShoppingBag,
  delivery: IconTruck,
  return: IconArrowBackUp,
  messages: IconMessageCircle,
  consent: IconHeart,
  note: IconNote,
  wish: IconHanger2,
  assignment: IconUserShare,
  merge: IconArrowsJoin,
} satisfies Record<TimelineKind, unknown>

/** One thing that happened: what in ink, the rest soft, the time at the right; pressed, it opens what it is about. */
export const TimelineEntry = ({ item, customer }: { item: TimelineItem; customer: Customer }) => {
  const store = useStore()
  const locale = useLocale()
  const { what, more } = useTimelineWords(item)
  const Icon = item.kind === 'return' && item.what === 'refund' ? IconReceiptRefund : icons[item.kind]
  const elsewhere = item.storeId !== null && item.storeId !== store.id ? item.storeName : null
  return (
    <Opens item={item} customer={customer}>
      <span className={css.icon} data-kind={item.kind}>
        <Icon size={18} stroke={1.7} aria-hidden />
      </span>
      <span className={css.words}>
        <span className={css.first}>
          <b>{what}</b>
          <span className={css.time}>
            {elsewhere && `${elsewhere} · `}
            <time dateTime={item.at} title={exactTime(item.at, locale)}>
              {clockTime(item.at, locale)}
            </time>
          </span>
        </span>
        {more && <span className={css.more}>{more}</span>}
      </span>
    </Opens>
  )
}

/** Where a press leads; nowhere for what is only told. */
const Opens = (props: { item: TimelineItem; customer: Customer; children: ReactNode }) => {
  const { item, customer, children } = props
  const params = { customerId: customer.id }
  if ('orderId' in item)
    return (
      <Link
        className={css.row}
        to="/customers/$customerId/orders/$orderId"
        params={{ ...params, orderId: item.orderId }}
        search={now => now}
      >
        {children}
      </Link>
    )
  if (item.kind === 'messages')
    return (
      <Link
        className={css.row}
        to="/chat/$conversationId"
        params={{ conversationId: item.conversationId }}
        search={{ around: item.last.sequence }}
      >
        {children}
      </Link>
    )
  if (item.kind === 'note' || item.kind === 'wish')
    return (
      <Link
        className={css.row}
        to={item.kind === 'note' ? '/customers/$customerId/notes' : '/customers/$customerId/wishlist'}
        params={params}
        search={now => now}
        replace
      >
        {children}
      </Link>
    )
  return <div className={css.row}>{children}</div>
}
