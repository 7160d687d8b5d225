import { useTranslation } from 'react-i18next'
import { Views } from '../parts/views.tsx'

export const sellingViews = [
  { name: 'how', to: '/selling' },
  { name: 'tax', to: '/selling/tax' },
  { name: 'delivery', to: '/selling/delivery' },
  { name: 'stores', to: '/selling/stores' },
  { name: 'sellers', to: '/selling/sellers' },
] as const

/** The parts of how the business sells. */
export const SellingViews = ({ current }: { current: (typeof sellingViews)[number]['name'] }) => {
  const { t } = useTranslation()
  return (
    <Views
      label={t('selling.views')}
      views={sellingViews.map(({ name, to }) => ({
        name: t(`selling.view.${name}`),
        link: { to },
        current: name === current,
      }))}
    />
  )
}
