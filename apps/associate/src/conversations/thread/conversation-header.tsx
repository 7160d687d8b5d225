import { orpc } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { Heart, Tap } from '@rapport/ui'
import { IconChevronLeft, IconDots, IconPhone, IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../shell/session.ts'
import css from './conversation-header.module.css'
import { ConversationMenu } from './conversation-menu.tsx'
import { useGo } from './use-go.ts'
import { useWhen } from './when.ts'

const hearts = { none: 'none', requested: 'asked', opted_in: 'in', opted_out: 'out' } as const
/** Keeps the heart on the line of the name's last word. */
const glue = '\u00a0\u2060'
const icon = { size: 24, stroke: 1.6, 'aria-hidden': true } as const

/** Who this is, how they are reached, and the ways to call, to know more, to hand over. */
export function ConversationHeader({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone(conversation)
  const mayAssign = useMay('conversation.assign')
  const mayRecord = useMay('consent.record')
  const [menu, setMenu] = useState(false)
  const { customer, heart } = conversation
  const out = heart === 'opted_out'
  return (
    <header className={css.header}>
      <div className={css.back}>
        <Tap label={t('thread.back')} onClick={go.chat}>
          <IconChevronLeft {...icon} />
        </Tap>
      </div>
      <div className={css.who}>
        <h1 className={`d20 ${css.name}`} data-out={out || undefined}>
          <span>
            <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
              {customer.name}
            </Link>
            {glue}
            <Heart
              state={hearts[heart]}
              label={t(`thread.heart.${heart}`, { name: conversation.customerFirstName })}
            />
          </span>
        </h1>
        <p className="soft t12">
          <AddressLine conversation={conversation} />
        </p>
      </div>
      {phone && !out && (
        <Tap label={t('thread.call', { name: customer.name })} href={`tel:${phone}`}>
          <IconPhone {...icon} />
        </Tap>
      )}
      <div className={css.profile}>
        <Tap label={t('thread.profile', { name: customer.name })} onClick={() => go.profile(customer.id)}>
          <IconUserCircle {...icon} />
        </Tap>
      </div>
      {(mayAssign || (mayRecord && heart === 'opted_in')) && (
        <Tap label={t('thread.menu')} onClick={() => setMenu(true)}>
          <IconDots {...icon} />
        </Tap>
      )}
      <ConversationMenu conversation={conversation} opened={menu} onClose={() => setMenu(false)} />
    </header>
  )
}

function AddressLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const when = useWhen()
  const me = useSession().staff
  const { heart, consentSince, assignedTo } = conversation
  if (heart === 'opted_out' && consentSince) return t('thread.optedOutOn', { when: when(consentSince) })
  const address = t(`thread.to.${conversation.channel}`, { address: conversation.addressMasked })
  if (!assignedTo || assignedTo.id === me.id) return address
  return `${address} · ${t('thread.assignedTo', { name: assignedTo.firstName })}`
}

/** The number that this conversation writes to, for a call. */
function usePhone({ storeId, customer, contactPointId }: Conversation): string | null {
  const may = useMay('customer.read')
  const { data } = useQuery({
    ...orpc.customers.get.queryOptions({ input: { storeId, customerId: customer.id } }),
    enabled: may,
  })
  const phones = data?.contactPoints.filter(point => point.kind === 'phone') ?? []
  return (phones.find(point => point.id === contactPointId) ?? phones[0])?.value ?? null
}
