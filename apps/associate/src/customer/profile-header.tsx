import { notifications } from '@mantine/notifications'
import type { Customer } from '@rapport/contract'
import { Avatar } from '@rapport/ui'
import { IconDots, IconMessageCircle, IconPhone, IconShoppingBagPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConsentChips } from '../customers/consent-chips.tsx'
import { ConsentHeart } from '../customers/consent-heart.tsx'
import { useMessage } from '../customers/use-message.ts'
import { useWith } from '../customers/use-with.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { CartCard } from './cart-card.tsx'
import { KeyFigures } from './key-figures.tsx'
import css from './profile-header.module.css'

const MoreSheet = lazy(async () => ({ default: (await import('./more-sheet.tsx')).MoreSheet }))

const icon = { size: 24, stroke: 1.6, 'aria-hidden': true } as const

/** Who they are, whether they want to hear from us, and what one does about it. */
export const ProfileHeader = ({ customer }: { customer: Customer }) => {
  const store = useStore()
  const withWhom = useWith(customer.assignedTo)
  return (
    <header>
      <div className={css.head}>
        <Avatar initials={customer.initials} hue={customer.hue} size={72} />
        <div className={css.who}>
          <h1 className="d28">
            <NameWithHeart customer={customer} />
          </h1>
          <p className="soft">{`${withWhom} · ${customer.homeStore?.name ?? store.name}`}</p>
        </div>
      </div>
      <div className={css.consents}>
        <ConsentChips customer={customer} />
      </div>
      <Actions customer={customer} />
      <CartCard customerId={customer.id} />
      <div className={css.figures}>
        <KeyFigures customer={customer} />
      </div>
    </header>
  )
}

/** The heart goes with the last word of the name onto its line, never alone onto the next. */
const NameWithHeart = ({ customer }: { customer: Customer }) => {
  const at = customer.name.lastIndexOf(' ') + 1
  const last = customer.name.slice(at)
  const heart = <ConsentHeart state={customer.heart} large />
  // A word as long as the line has to be cut somewhere.
  if (last.length > 16)
    return (
      <>
        {customer.name} {heart}
      </>
    )
  return (
    <>
      {customer.name.slice(0, at)}
      <span className={css.together}>
        {last} {heart}
      </span>
    </>
  )
}

const Actions = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const writes = useMay('message.send')
  const sells = useMay('sale.take')
  const message = useMessage()
  const [more, setMore] = useState({ open: false, used: false })
  const phone = customer.contactPoints.find(point => point.kind === 'phone' && !point.invalid)
  const write = () =>
    message.mutate(customer, { onError: error => notifications.show({ message: say(error) }) })
  return (
    <div className={css.acts}>
      {writes && (
        <button type="button" className={css.act} data-main onClick={write} disabled={message.isPending}>
          <span className={css.disc}>
            <IconMessageCircle {...icon} />
          </span>
          {t('customer.message')}
        </button>
      )}
      {sells && (
        <Link
          className={css.act}
          to="/customers/$customerId/cart"
          params={{ customerId: customer.id }}
          search={now => ({ ...now, sale: true })}
        >
          <span className={css.disc}>
            <IconShoppingBagPlus {...icon} />
          </span>
          {t('customer.newSale')}
        </Link>
      )}
      {phone && (
        <a className={css.act} href={`tel:${phone.value}`}>
          <span className={css.disc}>
            <IconPhone {...icon} />
          </span>
          {t('customer.call')}
        </a>
      )}
      <button
        type="button"
        className={css.act}
        aria-haspopup="dialog"
        onClick={() => setMore({ open: true, used: true })}
      >
        <span className={css.disc}>
          <IconDots {...icon} />
        </span>
        {t('profile.more')}
      </button>
      <Suspense>
        {more.used && (
          <MoreSheet
            customer={customer}
            opened={more.open}
            onClose={() => setMore({ open: false, used: true })}
          />
        )}
      </Suspense>
    </div>
  )
}
