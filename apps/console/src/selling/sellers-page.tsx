import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { LegalEntity } from '@rapport/contract'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { SellerForm } from './seller-form.tsx'
import { SellingViews } from './selling-views.tsx'
import { usePlaceName } from './use-places.ts'

/** Who sells in which country: what the law wants on pages and receipts (PAY-4). */
export const SellersPage = () => {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { country } = useParams({ strict: false })
  const query = useQuery(orpc.selling.legalEntities.queryOptions({ staleTime: 0 }))
  const entities = query.data?.entities ?? []
  const known = entities.find(each => each.country === country)
  const columns: Column<LegalEntity>[] = [
    { key: 'name', head: t('selling.seller.name'), cell: each => each.name },
    {
      key: 'country',
      head: t('selling.seller.country'),
      cell: each => placeName({ country: each.country, region: null }),
      tight: true,
    },
    { key: 'address', head: t('selling.seller.address'), cell: each => each.address },
    { key: 'taxId', head: t('selling.seller.taxId'), cell: each => each.taxId ?? '', tight: true, end: true },
  ]
  return (
    <Page
      title={t('nav.selling')}
      about={t('selling.seller.about')}
      actions={
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          renderRoot={props => <Link to="/selling/sellers/$country" params={{ country: 'new' }} {...props} />}
        >
          {t('selling.seller.new')}
        </Button>
      }
      detail={
        country === 'new' ? (
          <SellerForm key="new" />
        ) : known ? (
          <SellerForm key={country} known={known} />
        ) : null
      }
    >
      <SellingViews current="sellers" />
      <DataTable
        label={t('selling.view.sellers')}
        columns={columns}
        rows={entities}
        keyOf={each => each.country}
        query={query}
        open={each => ({ to: '/selling/sellers/$country', params: { country: each.country } })}
        selected={country}
        empty={{ icon: <IconBuilding aria-hidden />, text: t('selling.seller.none') }}
      />
    </Page>
  )
}
