import { orpc } from '@rapport/client'
import type { TimelineItem, TimelineKind } from '@rapport/contract'
import { sameDay, useLocale } from '@rapport/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from '../../shell/store-choice.ts'

/** What one can ask the timeline for: a few words, each for what belongs together. */
export const timelineFilters = {
  bought: ['order', 'delivery', 'return'],
  written: ['messages', 'consent'],
  noted: ['note', 'wish'],
  handed: ['assignment', 'merge'],
} as const satisfies Record<string, readonly TimelineKind[]>
export type TimelineFilter = keyof typeof timelineFilters

export type Day = { at: string; items: TimelineItem[] }

/** Everything with a customer, newest first, a day at a time. */
export const useTimeline = (customerId: string, filter: TimelineFilter | null) => {
  const storeId = useStore().id
  const locale = useLocale()
  const pages = useInfiniteQuery(
    orpc.profiles.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        customerId,
        limit: 30,
        ...(filter ? { kinds: [...timelineFilters[filter]] } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  const days = useMemo(() => {
    if (!pages.data) return undefined
    const found: Day[] = []
    for (const item of pages.data.pages.flatMap(page => page.items)) {
      const last = found.at(-1)
      if (last && sameDay(last.at, item.at, locale)) last.items.push(item)
      else found.push({ at: item.at, items: [item] })
    }
    return found
  }, [pages.data, locale])
  return { pages, days }
}
