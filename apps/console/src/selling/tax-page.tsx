import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { TaxRate } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconPlus, IconReceiptTax } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../parts/data-table.tsx'
import { decimalOf } from '../parts/decimal.ts'
import { ListTable } from '../parts/list-table.tsx'
import { Page } from '../parts/page.tsx'
import { useWholeSort } from '../parts/sort.ts'
import { SellingViews } from './selling-views.tsx'
import { rateKey, TaxForm, taxClasses } from './tax-form.tsx'
import { usePlaceName } from './use-places.ts'

/** The rates of tax by place and class of goods (CRT-4). */
export const TaxPage = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const placeName = usePlaceName()
  const { taxKey } = useParams({ strict: false })
  const query = useQuery(orpc.selling.taxRates.queryOptions({ staleTime: 0 }))
  const rates = query.data?.rates ?? []
  const byPlace = (a: TaxRate, b: TaxRate) => placeName(a).localeCompare(placeName(b), language)
  const byClass = (a: TaxRate, b: TaxRate) => taxClasses.indexOf(a.taxClass) - taxClasses.indexOf(b.taxClass)
  const { sorted, sortOf } = useWholeSort(
    rates,
    {
      place: (a, b) => byPlace(a, b) || byClass(a, b),
      class: (a, b) => byClass(a, b) || byPlace(a, b),
      rate: (a, b) => a.ratePpm - b.ratePpm || byPlace(a, b),
    },
    'place',
  )
  const known = rates.find(rate => rateKey(rate) === taxKey)
  const columns: Column<TaxRate>[] = [
    { key: 'place', head: t('selling.tax.place'), cell: placeName, text: placeName, sort: sortOf('place') },
    {
      key: 'class',
      head: t('selling.tax.class'),
      cell: rate => t(`selling.taxClass.${rate.taxClass}`),
      text: rate => t(`selling.taxClass.${rate.taxClass}`),
      sort: sortOf('class'),
    },
    { key: 'label', head: t('selling.tax.label'), cell: rate => rate.label, text: rate => rate.label },
    {
      key: 'rate',
      head: t('selling.tax.rate'),
      cell: rate => t('selling.percentOf', { number: decimalOf(rate.ratePpm, 4, language) }),
      text: rate => decimalOf(rate.ratePpm, 4, language),
      sort: sortOf('rate'),
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.selling')}
      about={t('selling.tax.about')}
      actions={
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          renderRoot={props => <Link to="/selling/tax/$taxKey" params={{ taxKey: 'new' }} {...props} />}
        >
          {t('selling.tax.new')}
        </Button>
      }
      detail={
        !query.data ? null : taxKey === 'new' ? (
          <TaxForm key="new" all={query.data} />
        ) : known ? (
          <TaxForm key={taxKey} all={query.data} known={known} />
        ) : null
      }
    >
      <SellingViews current="tax" />
      <ListTable
        list="taxRates"
        file={{ filter: {}, page: async () => ({ items: sorted, nextCursor: null }) }}
        label={t('selling.view.tax')}
        columns={columns}
        rows={sorted}
        keyOf={rateKey}
        query={query}
        open={rate => ({ to: '/selling/tax/$taxKey', params: { taxKey: rateKey(rate) } })}
        selected={taxKey}
        empty={{ icon: <IconReceiptTax aria-hidden />, text: t('selling.tax.none') }}
      />
    </Page>
  )
}
