import type { Customer } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { Fragment } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useDayWords } from '../customers/use-day-words.ts'
import type { Texts } from '../i18n/texts.ts'
import { useStore } from '../shell/store-choice.ts'
import { figuresOf } from './figures.ts'
import css from './key-figures.module.css'
import { sizesInOrder } from './sizes-in-order.ts'

type Worn = keyof Texts['worn']
const parts = { b: <b /> }

/** What one tells a colleague about a customer in one breath: facts in ink, the words between them soft. */
export const KeyFigures = ({ customer, short = false }: { customer: Customer; short?: boolean }) => {
  const { t } = useTranslation()
  const { language, timeZone } = useLocale()
  const { past } = useDayWords()
  const store = useStore()
  const figures = figuresOf(customer)
  const month = (instant: string) =>
    new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone }).format(
      Date.parse(instant),
    )
  if (!figures)
    return (
      <p className={css.prose} data-short={short || undefined}>
        {t('profile.noPurchases', { since: month(customer.customerSince) })}
        <Wears sizes={customer.sizes} />
      </p>
    )
  const { orders, since, totals, last, returns } = figures
  const total = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    totals.map(each => moneyInWords(each.lifetimeMinor, each.currency, language)),
  )
  const where = last.store?.id === store.id ? 'here' : last.store ? 'there' : 'away'
  return (
    <p className={css.prose} data-short={short || undefined}>
      <Trans
        i18nKey="profile.purchases"
        count={orders}
        values={{ since: month(since), total }}
        components={parts}
      />{' '}
      <Trans
        i18nKey={`profile.last.${where}`}
        values={{ when: past(last.at), store: last.store?.name ?? '' }}
        components={parts}
      />
      {returns && ` ${t(`profile.returns.${returns}`)}`}
      <Wears sizes={customer.sizes} />
    </p>
  )
}

/** «Wears 38, shoes 39.» What is worn most of the body needs no name. */
const Wears = ({ sizes }: Pick<Customer, 'sizes'>) => {
  const { t, i18n } = useTranslation()
  const nameOf = (kind: string) =>
    i18n.exists(`worn.${kind}`) ? t(`worn.${kind as Worn}`) : kind.replaceAll('_', ' ')
  const worn = sizesInOrder(sizes)
  if (worn.length === 0) return null
  const words = worn.map(([kind, size], at) => (
    <Fragment key={kind}>
      {at > 0 && ', '}
      {kind !== 'garment' && `${nameOf(kind)}\u00a0`}
      <b>{size}</b>
    </Fragment>
  ))
  // The pieces in a part of their own, so that a sentence can stand around them in any language.
  return (
    <>
      {' '}
      <Trans i18nKey="profile.wears" components={{ sizes: <span>{words}</span> }} />
    </>
  )
}
