import { useLive, useSession } from '@rapport/client'
import { Mark, Note } from '@rapport/ui'
import { IconCloudOff, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { areas, areasFor } from './areas.ts'
import css from './frame.module.css'
import { Me } from './me.tsx'
import { useSearchKey } from './use-search-key.ts'

const goAnywhere = () => import('./go-anywhere.tsx')
const GoAnywhere = lazy(async () => ({ default: (await goAnywhere()).GoAnywhere }))
const command = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K'

/** The frame of every signed-in screen: the areas at the left, the one that is open at the right. */
export const Frame = () => {
  const { t } = useTranslation()
  const { business, permissions } = useSession()
  const [asked, setAsked] = useState(0)
  const ask = () => setAsked(times => times + 1)
  useSearchKey(ask)
  // Not needed for the first sight, and there before it is asked for: what is typed right after is not lost.
  useEffect(() => {
    const later = setTimeout(goAnywhere, 1000)
    return () => clearTimeout(later)
  }, [])
  return (
    <div className={css.frame}>
      <Title />
      <a className={css.skip} href="#content">
        {t('app.skip')}
      </a>
      <nav className={css.rail} aria-label={t('nav.label')}>
        <span className={css.house}>
          <Mark size={22} />
          <b className="d16">{business.name}</b>
        </span>
        <button type="button" className={css.find} aria-keyshortcuts="Control+K Meta+K" onClick={ask}>
          <IconSearch size={16} stroke={1.8} aria-hidden />
          <span className={css.name}>{t('nav.find')}</span>
          <kbd className={css.kbd} aria-hidden>
            {command}
          </kbd>
        </button>
        {areasFor(permissions).map(({ to, name, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={css.area}
            activeProps={{ 'aria-current': 'page' }}
            title={t(`nav.${name}`)}
          >
            <Icon size={20} stroke={1.7} aria-hidden />
            <span className={css.name}>{t(`nav.${name}`)}</span>
          </Link>
        ))}
        <Me />
      </nav>
      <main id="content" className={css.content} tabIndex={-1}>
        <LiveStrip />
        <div className={css.room}>
          <Outlet />
        </div>
      </main>
      {asked > 0 && (
        <Suspense>
          <GoAnywhere asked={asked} />
        </Suspense>
      )}
    </div>
  )
}

const Title = () => {
  const { t } = useTranslation()
  const matches = useMatchRoute()
  const { business } = useSession()
  const area = areas.find(each => matches({ to: each.to, fuzzy: true }))
  return <title>{`${area ? `${t(`nav.${area.name}`)} · ` : ''}${business.name}`}</title>
}

/** Says so when what is on the screen may not be what is true. */
const LiveStrip = () => {
  const { t } = useTranslation()
  const live = useLive()
  return (
    <div role="status" className={live === 'offline' ? css.strip : undefined}>
      {live === 'offline' && (
        <Note tone="warn" icon={<IconCloudOff size={20} stroke={1.7} aria-hidden />}>
          {t('live.offline')}
        </Note>
      )}
    </div>
  )
}
