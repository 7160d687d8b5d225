import { useMay, useSession } from '@rapport/client'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { otherViews } from '../payments/views.ts'
import { sellingViews } from '../selling/selling-views.tsx'
import { areasFor } from './areas.ts'
import { type FoundGroup, fitting } from './found.ts'

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const

/** Every area, the views in it, and everything that can be begun, by name. */
export function usePlacesFound(typed: string): FoundGroup[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { permissions } = useSession()
  const selling = useMay('selling.manage')
  const may = {
    '/imports/new': useMay('import.manage'),
    '/integrations/new': useMay('integration.manage'),
    '/rules/new': useMay('rules.manage'),
    '/attributes/new': useMay('attribute.manage'),
    '/selling/tax/new': selling,
    '/selling/delivery/new': selling,
    '/selling/sellers/new': selling,
  }
  const areas = areasFor(permissions)
  const places = areas.flatMap(({ to, name, icon: Icon }) => {
    const area = {
      id: name,
      label: t(`nav.${name}`),
      icon: <Icon {...icon} />,
      go: () => void navigate({ to }),
    }
    const within = (view: string, go: () => void) => ({
      ...area,
      id: `${name} ${view}`,
      label: `${area.label} · ${view}`,
      go,
    })
    if (name === 'payments')
      return [
        area,
        ...otherViews.map(show =>
          within(t(`payments.view.${show}`), () => void navigate({ to, search: { show } })),
        ),
      ]
    if (name === 'selling')
      return [
        area,
        ...sellingViews
          .slice(1)
          .map(view => within(t(`selling.view.${view.name}`), () => void navigate({ to: view.to }))),
      ]
    return [area]
  })
  const names = {
    '/imports/new': t('imports.new'),
    '/integrations/new': t('keys.new'),
    '/rules/new': t('rules.new'),
    '/attributes/new': t('attributes.new'),
    '/selling/tax/new': t('selling.tax.new'),
    '/selling/delivery/new': t('selling.zone.new'),
    '/selling/sellers/new': t('selling.seller.new'),
  }
  const beginnings = (Object.keys(names) as (keyof typeof names)[])
    .filter(to => may[to])
    .map(to => ({
      id: to,
      label: names[to],
      icon: <IconPlus {...icon} />,
      go: () => void navigate({ to: to as string }),
    }))
  return [
    { name: t('nav.places'), items: fitting(places, typed) },
    { name: t('nav.begin'), items: fitting(beginnings, typed) },
  ]
}
