import type { StaffSummary, TimelineItem } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../shell/session.ts'

type Words = { what: string; more: string }
type Of<Kind extends TimelineItem['kind']> = Extract<TimelineItem, { kind: Kind }>

const states = ['opted_in', 'opted_out', 'requested'] as const

/** What happened, in a few words, and what is worth knowing of it. */
export const useTimelineWords = (item: TimelineItem): Words => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { staff: me } = useSession()
  const list = (words: (string | null | false | undefined)[]) => words.filter(Boolean).join(' · ')
  const named = (staff: StaffSummary | null) =>
    staff === null ? null : staff.id === me.id ? t('timeline.you') : staff.firstName
  const goods = (products: string[], units: number) =>
    products.length === 0
      ? ''
      : `${products.join(', ')}${units > products.length ? ` ${t('orders.more', { count: units - products.length })}` : ''}`

  const order = ({ totalMinor, currency, state, origin, products, units }: Of<'order'>): Words => ({
    what: t(state === 'cancelled' ? 'timeline.cancelled' : 'timeline.bought', {
      total: moneyInWords(totalMinor, currency, language),
    }),
    more: list([goods(products, units), origin !== 'store' && t(`orders.origin.${origin}`)]),
  })
  /** Money that went back is told by its sum, goods that came back by what they are. */
  const back = ({ what, amountMinor, currency, products, number }: Of<'return'>): Words => {
    const refunded =
      amountMinor > 0 && t('timeline.refunded', { amount: moneyInWords(amountMinor, currency, language) })
    const of = t('orders.number', { number })
    return what === 'refund' && refunded
      ? { what: refunded, more: list([products.join(', '), of]) }
      : { what: t(`orders.kind.${what}`), more: list([products.join(', '), refunded]) }
  }
  const messages = ({ count, last, channel }: Of<'messages'>): Words => ({
    what: t('timeline.messages', { count, channel: t(`channel.${channel}`) }),
    more: last.direction === 'in' ? last.body : t('timeline.weSaid', { words: last.body }),
  })
  const consent = ({ after, channel, address, by }: Of<'consent'>): Words => {
    const state = states.find(each => each === after)
    return {
      what: t(state ? `timeline.consent.${state}` : 'timeline.consent.other', {
        channel: t(`channel.${channel}`),
      }),
      more: list([address, named(by)]),
    }
  }
  const by = (staff: StaffSummary | null) =>
    staff === null
      ? ''
      : staff.id === me.id
        ? t('timeline.byYou')
        : t('timeline.by', { name: staff.firstName })
  const assignment = ({ to, by: giver }: Of<'assignment'>): Words => {
    const staff = to.staff && (to.staff.id === me.id ? t('timeline.toYou') : to.staff.firstName)
    const whom = list([staff, to.storeName])
    return {
      what: whom ? t('timeline.assigned', { whom }) : t('timeline.unassigned'),
      more: by(giver),
    }
  }
  switch (item.kind) {
    case 'order':
      return order(item)
    case 'delivery':
      return {
        what: t(`timeline.${item.what}`),
        more: list([t('orders.number', { number: item.number }), item.carrier]),
      }
    case 'return':
      return back(item)
    case 'messages':
      return messages(item)
    case 'consent':
      return consent(item)
    case 'note':
      return {
        what:
          item.by?.id === me.id
            ? t('timeline.noteByYou')
            : t('timeline.note', { name: item.by?.firstName ?? t('notes.imported') }),
        more: item.body,
      }
    case 'wish':
      return {
        what: t('timeline.wish', { product: item.product }),
        more: list([item.size, item.source === 'associate' && named(item.by)]),
      }
    case 'assignment':
      return assignment(item)
    case 'merge':
      return {
        what: t(item.undone ? 'timeline.mergeUndone' : 'timeline.merged', { name: item.name }),
        more: by(item.by),
      }
  }
}
