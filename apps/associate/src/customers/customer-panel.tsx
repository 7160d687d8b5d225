import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { Customer } from '@rapport/contract'
import { Avatar } from '@rapport/ui'
import { IconUser } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { ConsentChips } from './consent-chips.tsx'
import { ConsentHeart } from './consent-heart.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import css from './customer-panel.module.css'
import { StarToggle } from './star-toggle.tsx'
import { useWith } from './use-with.ts'

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
  const withWhom = useWith(customer.assignedTo)
  return (
    <div className={css.panel}>
      <header className={css.head}>
        <Avatar initials={customer.initials} hue={customer.hue} />
        <div className={css.who}>
          <h2 className="d20">
            {customer.name} <ConsentHeart state={customer.heart} />
          </h2>
          <p className="soft">{`${withWhom} · ${store.name}`}</p>
        </div>
        <StarToggle customer={customer} />
      </header>
      <ConsentChips customer={customer} />
      <div className={css.action}>
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
      <CustomerFacts customer={{ ...customer, conversationId: null }} />
    </div>
  )
}
