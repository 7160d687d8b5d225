import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import css from './more-below.module.css'

type Pages = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage: () => unknown
}

/** The end of a list that goes on: fetches the next page before it comes into sight, and says when it could not. */
export const MoreBelow = ({ pages }: { pages: Pages }) => {
  const { t } = useTranslation()
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages
  const waits = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!waits || !end.current) return
    const watch = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) void fetchNextPage()
      },
      { root: end.current.closest('[data-profile]'), rootMargin: '0px 0px 900px 0px' },
    )
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [waits, fetchNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={end} className={css.end}>
      {isFetchNextPageError ? (
        <Button variant="light" onClick={() => void fetchNextPage()}>
          {t('app.retry')}
        </Button>
      ) : (
        <span className={css.dots} role="status" aria-label={t('app.loading')} />
      )}
    </div>
  )
}
