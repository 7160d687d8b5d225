import { SearchField, Tap, TopBar } from '@rapport/ui'
import { IconBarcode } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductsSearch } from '../shell/search-params.ts'
import { Collections } from './collections.tsx'
import { ForWhom } from './for-whom.tsx'
import css from './products.module.css'
import { ProductsList } from './products-list.tsx'

const route = getRouteApi('/app/products')

/** A search that is always there; below it the collections as pictures, or what was found. */
export const ProductsScreen = () => {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: ProductsSearch, replace = true) => void navigate({ to: '.', search: change, replace })
  const [words, type] = useWords(search.q ?? '', q => {
    const { q: _q, ...rest } = search
    show(q === '' ? rest : { ...rest, q })
  })
  const listed = words.trim() !== '' || search.collection !== undefined
  return (
    <div className={css.screen}>
      <TopBar title={t('products.title')} />
      <div className={css.controls}>
        <SearchField label={t('products.search')} clearLabel={t('app.clear')} value={words} onChange={type} />
        <Tap label={t('products.scan')} onClick={() => show({ ...search, scan: true }, false)}>
          <IconBarcode size={24} stroke={1.6} aria-hidden />
        </Tap>
      </div>
      {search.for && <ForWhom customerId={search.for} />}
      <div className={css.list}>
        {listed ? <ProductsList words={words} collection={search.collection} /> : <Collections />}
      </div>
    </div>
  )
}

/** What stands in the search field: at once what is typed, and what the address says when one goes back or forth. */
const useWords = (said: string, say: (words: string) => void) => {
  const [words, setWords] = useState(said)
  const told = useRef(said)
  useEffect(() => {
    if (said === told.current) return
    told.current = said
    setWords(said)
  }, [said])
  const type = (next: string) => {
    told.current = next
    setWords(next)
    say(next)
  }
  return [words, type] as const
}
