import { useSession } from '@rapport/client'
import { useTranslation } from 'react-i18next'
import { ChoiceFilter, DaysFilter, Filters, SearchFilter } from '../parts/filters.tsx'
import { usePaymentSearch } from './payment-search.ts'

const kinds = ['link', 'terminal', 'cash'] as const

export const PaymentFilters = () => {
  const { t } = useTranslation()
  const { stores } = useSession()
  const { search, set } = usePaymentSearch()
  return (
    <Filters>
      <SearchFilter label={t('payments.find')} value={search.q} onChange={q => set({ q })} />
      {stores.length > 1 && (
        <ChoiceFilter
          label={t('payments.store')}
          all={t('list.allStores')}
          value={search.store}
          choices={stores.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={store => set({ store })}
        />
      )}
      <ChoiceFilter
        label={t('payments.how')}
        all={t('payments.anyKind')}
        value={search.kind}
        choices={kinds.map(value => ({ value, label: t(`payments.kind.${value}`) }))}
        onChange={value => set({ kind: kinds.find(each => each === value) })}
      />
      <DaysFilter days={search} onChange={set} />
    </Filters>
  )
}
