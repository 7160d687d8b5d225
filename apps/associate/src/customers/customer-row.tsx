import type { CustomerRow as Row } from '@rapport/contract'
import { Avatar, ListRow, timeInSentence, useLocale, useNow } from '@rapport/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import { ConsentHeart } from './consent-heart.tsx'

/** A customer in a list: who, their heart, when last in touch, with whom. */
export const CustomerRow = (props: { customer: Row; selected?: boolean; aside?: ReactNode }) => {
  const { customer } = props
  const faded = customer.heart === 'opted_out'
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
          <LastContact customer={customer} />
        </span>
      }
      third={<Whose customer={customer} />}
    />
  )
}

const LastContact = ({ customer }: { customer: Row }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  if (customer.matched) return customer.matched
  if (!customer.lastContactAt) return t('customers.noContact')
  return t('customers.lastContact', { when: timeInSentence(customer.lastContactAt, now, locale) })
}

const Whose = ({ customer }: { customer: Row }) => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const { assignedTo, city } = customer
  const words = [
    assignedTo &&
      (assignedTo.id === staff.id
        ? t('customers.assignedToMe')
        : t('customers.assignedTo', { name: assignedTo.firstName })),
    city,
  ].filter(Boolean)
  return words.length > 0 && <span className="soft">{words.join(' · ')}</span>
}
