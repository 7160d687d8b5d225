import { Button } from '@mantine/core'
import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../../shell/search-params.ts'
import { useCount, useCountWords } from '../../use-count.ts'
import type { CustomerList } from '../../use-customers.ts'
import { AttributeSections } from './attribute-section.tsx'
import { ConsentSections } from './consent-section.tsx'
import { DaysSection } from './days-section.tsx'
import css from './filter-sheet.module.css'
import { AssignedSection, BirthdaySection, CitySection } from './person-sections.tsx'
import { OrdersSection, SpentSection } from './range-section.tsx'
import { SaveFilter } from './save-filter.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { SizeSection } from './size-section.tsx'
import { TagsSection } from './tags-section.tsx'
import { useSettled } from './use-settled.ts'
import { WishlistSection } from './wishlist-section.tsx'

const route = getRouteApi('/app/customers')

/** All that customers can be filtered by, with how many are left while one chooses. Back closes it and changes nothing. */
export const FilterSheet = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const [filter, onChange] = useState<CustomerFilter>(search.where ?? {})
  const [sort, setSort] = useState<CustomerSort | undefined>(search.sort)
  const close = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '.', search: listAlone(search), replace: true })
  }
  const empty = Object.keys(filter).length === 0
  const apply = () => {
    const next = listAlone({ ...search, where: empty ? undefined : filter, sort })
    void navigate({ to: '.', search: next, replace: true })
  }
  const choose = (saved: { filter: CustomerFilter; sort: CustomerSort | null }) => {
    onChange(saved.filter)
    setSort(saved.sort && saved.sort !== 'lastContact' ? saved.sort : undefined)
  }
  const part = { filter, onChange }
  return (
    <Sheet opened addressed onClose={close} title={t('filter.title')} closeLabel={t('app.close')} tall side>
      <form
        className={css.form}
        onSubmit={event => {
          event.preventDefault()
          apply()
        }}
      >
        <SavedFilters filter={filter} onChoose={choose} />
        <ConsentSections {...part} />
        <DaysSection of="lastPurchase" {...part} />
        <DaysSection of="lastContact" {...part} />
        <SpentSection {...part} />
        <OrdersSection {...part} />
        <BirthdaySection {...part} />
        <TagsSection {...part} />
        <WishlistSection {...part} />
        <SizeSection {...part} />
        <CitySection {...part} />
        <AssignedSection {...part} />
        <AttributeSections {...part} />
        {!empty && <SaveFilter filter={filter} sort={sort ?? null} />}
        <div className={css.foot}>
          <Button
            variant="subtle"
            className={css.clear}
            aria-disabled={empty || undefined}
            onClick={() => onChange({})}
          >
            {t('filter.clear')}
          </Button>
          <ShowButton list={search.list ?? 'mine'} filter={filter} />
        </div>
      </form>
    </Sheet>
  )
}

/** The one action, which says what it will show. */
const ShowButton = ({ list, filter }: { list: CustomerList; filter: CustomerFilter }) => {
  const { t } = useTranslation()
  const words = useCountWords()
  const settled = useSettled(filter)
  const asked = Object.keys(settled).length > 0 ? settled : undefined
  const { data, error, isFetching } = useCount(list, asked)
  const label =
    error || !data
      ? t('filter.show')
      : data.count === 0
        ? t('filter.nobody')
        : t('filter.showCount', { count: data.count, n: words(data) })
  return (
    <>
      <p className="hidden-visually" role="status">
        {label}
      </p>
      <Button type="submit" className={css.show} aria-busy={isFetching || undefined}>
        {label}
      </Button>
    </>
  )
}
