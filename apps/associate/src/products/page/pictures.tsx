import { IconHanger2 } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pictures.module.css'

/** The pictures one beside the other, swiped or reached by their dots. */
export const Pictures = ({ urls, name }: { urls: readonly string[]; name: string }) => {
  const { t } = useTranslation()
  const strip = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const go = (place: number) => {
    const element = strip.current
    element?.scrollTo({ left: place * element.clientWidth, behavior: 'smooth' })
  }
  const follow = () => {
    const element = strip.current
    if (element) setAt(Math.round(element.scrollLeft / Math.max(1, element.clientWidth)))
  }
  return (
    <div className={css.hero}>
      {urls.length === 0 ? (
        <span className={css.none} aria-hidden>
          <IconHanger2 size={64} stroke={1.1} />
        </span>
      ) : (
        <ul
          ref={strip}
          className={css.strip}
          tabIndex={urls.length > 1 ? 0 : undefined}
          aria-label={t('products.pictures')}
          onScroll={follow}
        >
          {urls.map((url, place) => (
            <li key={url} className={css.picture}>
              <img
                src={url}
                alt={
                  place === 0
                    ? name
                    : `${name}. ${t('products.picture', { n: place + 1, count: urls.length })}`
                }
                loading={place === 0 ? 'eager' : 'lazy'}
                decoding="async"
              />
            </li>
          ))}
        </ul>
      )}
      {urls.length > 1 && (
        <div className={css.dots}>
          {urls.map((url, place) => (
            <button
              key={url}
              type="button"
              className={css.dot}
              aria-label={t('products.picture', { n: place + 1, count: urls.length })}
              aria-current={place === at ? 'true' : undefined}
              onClick={() => go(place)}
            >
              <span />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
