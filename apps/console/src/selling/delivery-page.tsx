import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { ShippingZone } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { IconPlus, IconTruckDelivery } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { SellingViews } from './selling-views.tsx'
import { usePlaceName } from './use-places.ts'
import { ZoneForm } from './zone-form.tsx'

const namedPlaces = 4

/** Where is shipped to, and for how much (CRT-3). */
export const DeliveryPage = () => {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const costs = useCosts()
  const { zoneId } = useParams({ strict: false })
  const query = useQuery(orpc.selling.shippingZones.queryOptions({ staleTime: 0 }))
  const zones = query.data?.zones ?? []
  const known = zones.find(zone => zone.id === zoneId)
  const columns: Column<ShippingZone>[] = [
    { key: 'name', head: t('selling.zone.name'), cell: zone => zone.name },
    {
      key: 'places',
      head: t('selling.zone.places'),
      cell: ({ places }) => {
        const named = places.slice(0, namedPlaces).map(placeName).join(', ')
        const more = places.length - namedPlaces
        return more > 0 ? t('selling.zone.andMore', { places: named, count: more }) : named
      },
    },
    { key: 'ways', head: t('selling.zone.rates'), cell: costs, end: true },
  ]
  return (
    <Page
      title={t('nav.selling')}
      about={t('selling.zone.about')}
      actions={
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          renderRoot={props => <Link to="/selling/delivery/$zoneId" params={{ zoneId: 'new' }} {...props} />}
        >
          {t('selling.zone.new')}
        </Button>
      }
      detail={
        zoneId === 'new' ? <ZoneForm key="new" /> : known ? <ZoneForm key={zoneId} known={known} /> : null
      }
    >
      <SellingViews current="delivery" />
      <DataTable
        label={t('selling.view.delivery')}
        columns={columns}
        rows={zones}
        keyOf={zone => zone.id}
        query={query}
        open={zone => ({ to: '/selling/delivery/$zoneId', params: { zoneId: zone.id } })}
        selected={zoneId}
        empty={{ icon: <IconTruckDelivery aria-hidden />, text: t('selling.zone.none') }}
      />
    </Page>
  )
}

/** What delivery costs in a zone, from the cheapest to the dearest of each currency: «Free – € 14.90». */
function useCosts() {
  const { t } = useTranslation()
  const { language } = useLocale()
  const say = (minor: number, currency: string) =>
    minor === 0 ? t('selling.free') : moneyInWords(minor, currency, language)
  return ({ rates }: ShippingZone) => {
    const active = rates.filter(rate => rate.active)
    const currencies = [...new Set(active.map(rate => rate.currency))]
    return currencies
      .map(currency => {
        const prices = active.filter(rate => rate.currency === currency).map(rate => rate.priceMinor)
        const [least, most] = [Math.min(...prices), Math.max(...prices)]
        return least === most ? say(least, currency) : `${say(least, currency)} – ${say(most, currency)}`
      })
      .join(', ')
  }
}
