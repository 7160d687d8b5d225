import { countInWords } from '@rapport/ui'
import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './frame.module.css'
import { LiveStrip } from './live-strip.tsx'
import { MainNav } from './main-nav.tsx'
import { useSession } from './session.ts'
import { useBubble } from './use-counts.ts'
import { WaitingBanner } from './waiting-banner.tsx'

/** The frame around every signed-in screen: the bar or rail, and what has the whole phone to itself. */
export const Frame = () => {
  const { t } = useTranslation()
  const matches = useMatchRoute()
  const inThread =
    matches({ to: '/chat/$conversationId' }) !== false ||
    matches({ to: '/customers/$customerId/opt-in' }) !== false ||
    matches({ to: '/customers/$customerId/cart' }) !== false ||
    matches({ to: '/customers/$customerId/edit' }) !== false ||
    matches({ to: '/products/$productId' }) !== false
  return (
    <div className={css.frame} data-in-thread={inThread || undefined}>
      <Title />
      <Announcer />
      <a className={css.skip} href="#content">
        {t('app.skip')}
      </a>
      <MainNav />
      <main id="content" className={css.content} tabIndex={-1}>
        <LiveStrip />
        {!inThread && <WaitingBanner />}
        <div className={css.room}>
          <Outlet />
        </div>
      </main>
    </div>
  )
}

const Title = () => {
  const { t } = useTranslation()
  const matches = useMatchRoute()
  const { business } = useSession()
  const { count } = useBubble()
  const room =
    (['customers', 'products', 'more'] as const).find(each => matches({ to: `/${each}`, fuzzy: true })) ??
    'chat'
  return (
    <title>{`${count > 0 ? `(${countInWords(count)}) ` : ''}${t(`nav.${room}`)} · ${business.name}`}</title>
  )
}

/** Tells a screen reader that there is something new, wherever it reads. */
const Announcer = () => {
  const { t } = useTranslation()
  const { count, whose } = useBubble()
  return (
    <p className="hidden-visually" role="status">
      {count > 0 && t(whose === 'mine' ? 'nav.unreadMine' : 'nav.unreadStore', { count })}
    </p>
  )
}
