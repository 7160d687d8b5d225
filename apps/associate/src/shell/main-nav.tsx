import { Count, Mark, StaffDisc } from '@rapport/ui'
import { IconDots, IconHanger2, IconMessageCircle, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './main-nav.module.css'
import { useMay, useSession } from './session.ts'
import { useBubble, useNewMentions } from './use-counts.ts'

const icon = { size: 24, stroke: 1.6, 'aria-hidden': true } as const

/** The bottom bar of a phone, the rail of a wide screen. Only what exists is on it. */
export const MainNav = () => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const writes = useMay('message.send')
  const reads = useMay('customer.read')
  const shows = useMay('catalog.read')
  const bubble = useBubble()
  const mentions = useNewMentions()
  const active = { activeProps: { 'aria-current': 'page' } } as const
  const spoken = t(bubble.whose === 'mine' ? 'nav.unreadMine' : 'nav.unreadStore', { count: bubble.count })
  return (
    <nav className={css.nav} aria-label={t('nav.label')}>
      <span className={css.mark}>
        <Mark />
      </span>
      {reads && (
        <Link to="/customers" className={css.tab} {...active}>
          <IconUsers {...icon} />
          {t('nav.customers')}
        </Link>
      )}
      {writes && (
        <Link to="/chat" className={css.tab} {...active}>
          <IconMessageCircle {...icon} />
          {t('nav.chat')}
          <span className={css.bubble} data-quiet={bubble.whose === 'store' || undefined}>
            <Count count={bubble.count} label={spoken} />
          </span>
        </Link>
      )}
      {shows && (
        <Link to="/products" className={css.tab} {...active}>
          <IconHanger2 {...icon} />
          {t('nav.products')}
        </Link>
      )}
      <Link to="/more" className={css.tab} {...active}>
        <IconDots {...icon} />
        {t('nav.more')}
        <span className={css.bubble} data-quiet data-beside>
          <Count count={mentions} label={t('nav.mentions', { count: mentions })} />
        </span>
      </Link>
      <span className={css.me}>
        <StaffDisc firstName={staff.firstName} hue={staff.hue} />
      </span>
    </nav>
  )
}
