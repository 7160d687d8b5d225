import { SearchField, Segmented, Tap, TopBar } from '@rapport/ui'
import { IconUserPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../shell/session.ts'
import css from './customers.module.css'
import { CustomersList } from './customers-list.tsx'
import type { CustomerList } from './use-customers.ts'

const route = getRouteApi('/app/customers')
const lists: readonly CustomerList[] = ['mine', 'store', 'starred']

/** Whose customers, a search that is always there, then the rows. */
export const CustomersScreen = () => {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const adds = useMay('customer.edit')
  const list: CustomerList = search.list ?? 'mine'
  const [words, setWords] = useState(search.q ?? '')
  const show = (change: typeof search, replace = true) => void navigate({ to: '.', search: change, replace })
  const type = (q: string) => {
    setWords(q)
    const { q: _q, ...rest } = search
    show(q === '' ? rest : { ...rest, q })
  }
  const choose = (next: CustomerList) => {
    const { list: _list, ...rest } = search
    show(next === 'mine' ? rest : { ...rest, list: next })
  }
  return (
    <div className={css.screen}>
      <TopBar
        title={t('customers.title')}
        actions={
          adds && (
            <Tap label={t('customers.add')} onClick={() => show({ ...search, add: true }, false)}>
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
          onChange={choose}
        />
        <SearchField
          label={t('customers.search')}
          clearLabel={t('app.clear')}
          value={words}
          onChange={type}
        />
      </div>
      <div className={css.list}>
        <CustomersList key={list} list={list} words={words} />
      </div>
    </div>
  )
}
