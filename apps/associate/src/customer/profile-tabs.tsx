import { Tabs } from '@mantine/core'
import { Outlet, useMatchRoute, useNavigate, useParams } from '@tanstack/react-router'
import { type RefObject, Suspense, useEffect, useRef, useState } from 'react'
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
    // Also the one that is open: another may be on its way, and the last tap counts.
    if (name === null) return
    keepTabsInSight(list.current)
    void navigate({ to: tabs[name as Tab], params: { customerId }, search: now => now, replace: true })
  }
  const swipe = useSwipe(step => show(names[names.indexOf(open) + step] ?? null))
  const more = useMoreToTheRight(list)
  useEffect(() => {
    const strip = list.current
    const chosen = strip?.querySelector(`[data-tab="${open}"]`)
    if (strip && chosen) showInStrip(strip, chosen)
  }, [open])
  return (
    <Tabs unstyled value={open} onChange={show} keepMounted={false} className={css.tabs}>
      <Tabs.List ref={list} className={css.list} data-more={more || undefined} aria-label={t('profile.tabs')}>
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

/** Whether the strip goes on beyond its edge: what is cut there has to look as if it did. */
const useMoreToTheRight = (list: RefObject<HTMLElement | null>): boolean => {
  const [more, setMore] = useState(false)
  useEffect(() => {
    const strip = list.current
    if (!strip) return
    const look = () => setMore(strip.scrollLeft + strip.clientWidth < strip.scrollWidth - 4)
    const size = new ResizeObserver(look)
    size.observe(strip)
    for (const tab of strip.children) size.observe(tab)
    strip.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      strip.removeEventListener('scroll', look)
    }
  }, [list])
  return more
}

/** Moves the strip alone: `scrollIntoView` would take the page along, past the name of whose profile it is. */
const showInStrip = (strip: Element, tab: Element) => {
  const around = strip.getBoundingClientRect()
  const its = tab.getBoundingClientRect()
  if (its.left < around.left) strip.scrollLeft += its.left - around.left
  else if (its.right > around.right) strip.scrollLeft += its.right - around.right
}

/** Where the head of the profile has been scrolled away, the next part begins right under the tabs. */
const keepTabsInSight = (list: HTMLElement | null) => {
  const page = list?.closest<HTMLElement>('[data-profile]')
  const tabs = list?.parentElement
  if (!page || !tabs) return
  const top = tabs.offsetTop - page.offsetTop
  if (page.scrollTop > top) page.scrollTop = top
}
