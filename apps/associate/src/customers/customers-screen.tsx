import type { CustomerSort } from '@rapport/contract'
import { SearchField, Segmented, Tap, TopBar } from '@rapport/ui'
import { IconUserPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomersSearch, listAlone } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { CountLine } from './count-line.tsx'
import css from './customers.module.css'
import { CustomersList } from './customers-list.tsx'
import { FilterBar } from './filter/filter-bar.tsx'
import type { CustomerList } from './use-customers.ts'

const route = getRouteApi('/app/customers')
const lists: readonly CustomerList[] = ['mine', 'store', 'starred']
const noFilter = {}
/** What the list is sorted by anyway need not stand in the address. */
const unusual = (sort: CustomerSort) => (sort === 'lastContact' ? undefined : sort)

/** Whose customers, a search that is always there, what they are filtered by, then the rows. */
export const CustomersScreen = () => {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const adds = useMay('customer.edit')
  const { list = 'mine', where: filter, sort = 'lastContact' } = search
  const show = (change: CustomersSearch, replace = true) =>
    void navigate({ to: '.', search: change, replace })
  const [words, type] = useWords(search.q ?? '', q => {
    const { q: _q, ...rest } = search
    show(q === '' ? rest : { ...rest, q })
  })
  const put = (change: { [K in keyof CustomersSearch]: CustomersSearch[K] | undefined }) =>
    show(listAlone({ ...search, ...change }))
  return (
    <div className={css.screen}>
      <TopBar
        title={t('customers.title')}
        actions={
          adds && (
            <Tap label={t('customers.add')} onClick={() => show({ ...listAlone(search), add: true }, false)}>
              <IconUserPlus size={24} stroke={1.6} aria-hidden />
            </Tap>
          )
        }
      />
      <div className={css.controls}>
        <Segmented<CustomerList>
          label={t('customers.lists')}
          value={list}
          options={lists.map(value => ({ value, label: t(`customers.${value}`) }))}
          onChange={next => put({ list: next === 'mine' ? undefined : next })}
        />
        <SearchField
          label={t('customers.search')}
          clearLabel={t('app.clear')}
          value={words}
          onChange={type}
        />
      </div>
      <FilterBar
        filter={filter ?? noFilter}
        onOpen={() => show({ ...listAlone(search), filters: true }, false)}
        onChange={next => put({ where: Object.keys(next).length > 0 ? next : undefined })}
        onChoose={saved => put({ where: saved.filter, sort: unusual(saved.sort ?? sort) })}
      />
      <CountLine
        list={list}
        filter={filter}
        words={words}
        sort={sort}
        onSort={next => put({ sort: unusual(next) })}
      />
      <div className={css.list}>
        <CustomersList key={list} list={list} words={words} filter={filter} sort={sort} />
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
