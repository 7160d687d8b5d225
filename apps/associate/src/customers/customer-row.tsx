import type { CustomerRow as Row } from '@rapport/contract'
import { Avatar, ListRow, timeInSentence, useLocale, useNow } from '@rapport/ui'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import { ConsentHeart } from './consent-heart.tsx'
import css from './customer-row.module.css'
import { useDayWords } from './use-day-words.ts'
import { useNextThing } from './use-next-thing.tsx'

/** A customer in a list: who, their heart, what they bought last, and what comes next with them. */
export const CustomerRow = (props: { customer: Row; selected?: boolean; aside?: ReactNode }) => {
  const { customer } = props
  const faded = customer.heart === 'opted_out'
  const third = useThird(customer)
  return (
    <ListRow
      {...(props.selected ? { selected: true } : {})}
      faded={faded}
      avatar={<Avatar initials={customer.initials} hue={customer.hue} faded={faded} />}
      title={
        <>
          <span className="d16 cut">{customer.name}</span>
          <ConsentHeart state={customer.heart} />
        </>
      }
      aside={props.aside}
      badge={props.aside}
      second={
        <span className="soft">
          <Last customer={customer} />
        </span>
      }
      third={third}
    />
  )
}

/** What a search found them by, else the last purchase, else the last word. */
const Last = ({ customer }: { customer: Row }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  const { past } = useDayWords()
  const { matched, lastPurchase, lastContactAt } = customer
  if (matched) return matched
  if (lastPurchase) {
    const [first, ...others] = lastPurchase.products
    const when = past(lastPurchase.at)
    if (!first) return t('customers.boughtSomething', { when })
    const what = others.length === 0 ? first : t('customers.and', { what: first, count: others.length })
    return (
      <span className={css.bought}>
        <Trans
          t={t}
          i18nKey="customers.bought"
          values={{ what, when }}
          components={{ what: <span className="cut" />, when: <span className={css.when} /> }}
        />
      </span>
    )
  }
  if (!lastContactAt) return t('customers.noContact')
  return t('customers.lastContact', { when: timeInSentence(lastContactAt, now, locale) })
}

/** What is to be done next, else with which colleague they are. */
const useThird = (customer: Row): ReactNode => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const next = useNextThing(customer)
  if (next) return next
  const { assignedTo } = customer
  if (!assignedTo || assignedTo.id === staff.id) return null
  return <span className="soft">{t('customers.assignedTo', { name: assignedTo.firstName })}</span>
}
