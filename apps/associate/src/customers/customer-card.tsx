import { notifications } from '@mantine/notifications'
import type { Customer } from '@rapport/contract'
import { Avatar } from '@rapport/ui'
import { IconMessageCircle, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { ConsentChips } from './consent-chips.tsx'
import { ConsentHeart } from './consent-heart.tsx'
import css from './customer-card.module.css'
import { CustomerFacts } from './customer-facts.tsx'
import { useMessage } from './use-message.ts'
import { useWith } from './use-with.ts'

const icon = { size: 24, stroke: 1.6, 'aria-hidden': true } as const

/** Who they are, whether they want to hear from us, and the two things one does about it. */
export const CustomerCard = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const store = useStore()
  const writes = useMay('message.send')
  const message = useMessage()
  const withWhom = useWith(customer.assignedTo)
  const phone = customer.contactPoints.find(point => point.kind === 'phone' && !point.invalid)
  const write = () =>
    message.mutate(customer, { onError: error => notifications.show({ message: say(error) }) })
  return (
    <>
      <header className={css.head}>
        <Avatar initials={customer.initials} hue={customer.hue} size={72} />
        <div>
          <h1 className="d28">
            {customer.name} <ConsentHeart state={customer.heart} large />
          </h1>
          <p className="soft">{`${withWhom} · ${store.name}`}</p>
        </div>
      </header>
      <ConsentChips customer={customer} />
      <div className={css.acts}>
        {writes && (
          <button type="button" className={css.act} data-main onClick={write} disabled={message.isPending}>
            <span className={css.disc}>
              <IconMessageCircle {...icon} />
            </span>
            {t('customer.message')}
          </button>
        )}
        {phone && (
          <a className={css.act} href={`tel:${phone.value}`}>
            <span className={css.disc}>
              <IconPhone {...icon} />
            </span>
            {t('customer.call')}
          </a>
        )}
      </div>
      <CustomerFacts customer={customer} />
    </>
  )
}
