import { orpc } from '@rapport/client'
import type { StorePlace } from '@rapport/contract'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { SellingViews } from './selling-views.tsx'
import { StoreForm } from './store-form.tsx'
import { usePlaceName } from './use-places.ts'

/** Where the stores are, and when they are open, for who comes to fetch something. */
export const StoresPage = () => {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { storeId } = useParams({ strict: false })
  const query = useQuery(orpc.selling.stores.queryOptions({ staleTime: 0 }))
  const stores = query.data?.stores ?? []
  const known = stores.find(store => store.storeId === storeId)
  const columns: Column<StorePlace>[] = [
    { key: 'name', head: t('selling.store.name'), cell: store => store.name },
    {
      key: 'where',
      head: t('selling.store.where'),
      cell: store =>
        [store.street, [store.postalCode, store.city].filter(Boolean).join(' '), placeName(store)]
          .filter(Boolean)
          .join(', '),
    },
    { key: 'hours', head: t('selling.store.hours'), cell: store => store.openingHours ?? '' },
  ]
  return (
    <Page
      title={t('nav.selling')}
      about={t('selling.store.about')}
      detail={known ? <StoreForm key={storeId} known={known} /> : null}
    >
      <SellingViews current="stores" />
      <DataTable
        label={t('selling.view.stores')}
        columns={columns}
        rows={stores}
        keyOf={store => store.storeId}
        query={query}
        open={store => ({ to: '/selling/stores/$storeId', params: { storeId: store.storeId } })}
        selected={storeId}
        empty={{ icon: <IconBuildingStore aria-hidden />, text: t('selling.store.none') }}
      />
    </Page>
  )
}
