import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { TaxRate } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconPlus, IconReceiptTax } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { decimalOf } from '../parts/decimal.ts'
import { Page } from '../parts/page.tsx'
import { SellingViews } from './selling-views.tsx'
import { TaxForm, taxClasses } from './tax-form.tsx'
import { usePlaceName } from './use-places.ts'

/** The address of a rate: «DE-standard», «US-NY-delivery». */
export const rateKey = ({ country, region, taxClass }: TaxRate) =>
  `${country}${region === null ? '' : `-${region}`}-${taxClass}`

/** The rates of tax by place and class of goods (CRT-4). */
export const TaxPage = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const placeName = usePlaceName()
  const { taxKey } = useParams({ strict: false })
  const query = useQuery(orpc.selling.taxRates.queryOptions({ staleTime: 0 }))
  const rates = query.data?.rates ?? []
  const sorted = rates.toSorted(
    (a, b) =>
      placeName(a).localeCompare(placeName(b), language) ||
      taxClasses.indexOf(a.taxClass) - taxClasses.indexOf(b.taxClass),
  )
  const known = rates.find(rate => rateKey(rate) === taxKey)
  const columns: Column<TaxRate>[] = [
    { key: 'place', head: t('selling.tax.place'), cell: placeName },
    { key: 'class', head: t('selling.tax.class'), cell: rate => t(`selling.taxClass.${rate.taxClass}`) },
    { key: 'label', head: t('selling.tax.label'), cell: rate => rate.label },
    {
      key: 'rate',
      head: t('selling.tax.rate'),
      cell: rate => t('selling.percentOf', { number: decimalOf(rate.ratePpm, 4, language) }),
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
        taxKey === 'new' ? (
          <TaxForm key="new" rates={rates} />
        ) : known ? (
          <TaxForm key={taxKey} rates={rates} known={known} />
        ) : null
      }
    >
      <SellingViews current="tax" />
      <DataTable
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
