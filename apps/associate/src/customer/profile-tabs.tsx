import { Tabs } from '@mantine/core'
import { Outlet, useMatchRoute, useNavigate, useParams } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Pending } from '../shell/faces.tsx'
import css from './profile-tabs.module.css'
import { useSwipe } from './use-swipe.ts'

/** In their order on the screen. «For you» stands between wishes and notes once there are recommendations. */
const tabs = {
  overview: '/customers/$customerId',
  orders: '/customers/$customerId/orders',
  wishlist: '/customers/$customerId/wishlist',
  notes: '/customers/$customerId/notes',
  timeline: '/customers/$customerId/timeline',
} as const
type Tab = keyof typeof tabs
const names = Object.keys(tabs) as Tab[]

/** The parts of a profile. Each has its address; going back leaves the profile, not one part for another. */
export const ProfileTabs = () => {
  const { t } = useTranslation()
  const { customerId = '' } = useParams({ strict: false })
  const matches = useMatchRoute()
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  const open = names.find(name => name !== 'overview' && matches({ to: tabs[name] }) !== false) ?? 'overview'
  const show = (name: string | null) => {
    if (name === null || name === open) return
    keepTabsInSight(list.current)
    void navigate({ to: tabs[name as Tab], params: { customerId }, search: now => now, replace: true })
  }
  const swipe = useSwipe(step => show(names[names.indexOf(open) + step] ?? null))
  useEffect(() => {
    const chosen = list.current?.querySelector(`[data-tab="${open}"]`)
    chosen?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [open])
  return (
    <Tabs unstyled value={open} onChange={show} keepMounted={false} className={css.tabs}>
      <Tabs.List ref={list} className={css.list} aria-label={t('profile.tabs')}>
        {names.map(name => (
          <Tabs.Tab key={name} value={name} className={css.tab} data-tab={name}>
            {t(`profile.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open} className={css.panel} tabIndex={-1} {...swipe}>
        <Suspense fallback={<Pending />}>
          <Outlet />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

/** Where the head of the profile has been scrolled away, the next part begins right under the tabs. */
const keepTabsInSight = (list: HTMLElement | null) => {
  const page = list?.closest<HTMLElement>('[data-profile]')
  const tabs = list?.parentElement
  if (!page || !tabs) return
  const top = tabs.offsetTop - page.offsetTop
  if (page.scrollTop > top) page.scrollTop = top
}
