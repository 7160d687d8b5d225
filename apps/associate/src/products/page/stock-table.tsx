import type { Variant } from '@rapport/contract'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Place, placesOf, type Size } from '../choice.ts'
import css from './stock-table.module.css'

const storesAtFirst = 3

/** Sizes by places: each size a column that can be chosen, each place a row. */
export const StockTable = (props: {
  sizes: readonly Size[]
  chosen: Variant | undefined
  onChoose: (size: string | null) => void
}) => {
  const { t } = useTranslation()
  const name = useId()
  const { sizes, chosen } = props
  const [all, setAll] = useState(false)
  const { here, others, warehouse } = placesOf(sizes, chosen)
  const shown = all ? others : others.slice(0, storesAtFirst)
  const on = sizes.map(({ variant }) => variant.id === chosen?.id)
  const row = (label: string, place: Place) => (
    <Row key={place.id ?? label} label={label} place={place} on={on} />
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
    <section className={css.scroll} tabIndex={0} aria-label={t('products.stock')}>
      <table className={css.stock}>
        <caption className="hidden-visually">{t('products.stock')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-visually">{t('products.place')}</span>
            </th>
            {sizes.map(({ label, variant }, n) => (
              <th key={variant.id} scope="col" data-on={on[n] || undefined}>
                <label className={css.size}>
                  <input
                    type="radio"
                    name={name}
                    checked={on[n]}
                    aria-label={`${t('products.size')} ${label ?? t('products.noSize')}`}
                    onChange={() => props.onChoose(label)}
                  />
                  <span>{label ?? t('products.noSize')}</span>
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(t('products.hereRow'), here)}
          {shown.map(place => row(place.name ?? '', place))}
          {row(t('products.warehouse'), warehouse)}
        </tbody>
      </table>
      {others.length > shown.length && (
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          {t('products.moreStores', { count: others.length - shown.length })}
        </button>
      )}
    </section>
  )
}

const Row = ({ label, place, on }: { label: string; place: Place; on: boolean[] }) => {
  const { t } = useTranslation()
  return (
    <tr>
      <th scope="row">{label}</th>
      {place.counts.map((count, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the sizes, and stand still
        <td key={n} data-on={on[n] || undefined} data-none={count <= 0 || undefined}>
          {count > 0 ? (
            count
          ) : (
            <>
              <span aria-hidden>–</span>
              <span className="hidden-visually">{t('products.noneAt')}</span>
            </>
          )}
        </td>
      ))}
    </tr>
  )
}
