import { useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/** How far each visit of a profile was scrolled, by its place in the history: going back is coming back to it. */
const places = new Map<string, number>()
const meddling = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

/** Keeps the place of a page that scrolls, and takes it there again once what it shows is as long as it was. */
export const usePlace = (
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): void => {
  const visit = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' })
  // To choose another part of the profile is a visit of its own in the history, and no way back.
  const [opened] = useState(visit)
  useLayoutEffect(() => {
    const page = box.current
    const wanted = places.get(opened) ?? 0
    if (!page || !content.current || wanted === 0) return
    const longer = new ResizeObserver(() => go())
    const stop = () => longer.disconnect()
    const go = () => {
      page.scrollTop = wanted
      if (page.scrollTop >= wanted - 1) stop()
    }
    longer.observe(content.current)
    go()
    for (const event of meddling) page.addEventListener(event, stop, { once: true, passive: true })
    return () => {
      stop()
      for (const event of meddling) page.removeEventListener(event, stop)
    }
  }, [box, content, opened])
  useEffect(() => {
    const page = box.current
    if (!page) return
    const remember = () => void places.set(visit, page.scrollTop)
    page.addEventListener('scroll', remember, { passive: true })
    return () => page.removeEventListener('scroll', remember)
  }, [box, visit])
}
