import { orpc } from '@rapport/client'
import type { LinkedProduct } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePriceWords } from '../../products/use-price-words.ts'
import { useStore } from '../../shell/store-choice.ts'
import css from './product-card.module.css'

/** A product that a message links to, as it is now: what it looks like, costs, and whether it is here. */
export function ProductCard({ code, customerId }: { code: string; customerId: string }) {
  const { t } = useTranslation()
  const store = useStore()
  const price = usePriceWords()
  const query = useQuery(orpc.catalog.linked.queryOptions({ input: { storeId: store.id, code } }))
  const linked = query.data
  if (query.error) {
    const url = `${location.origin}/p/${code}`
    return (
      <a className={css.plain} href={url} target="_blank" rel="noopener noreferrer nofollow">
        {url}
      </a>
    )
  }
  if (!linked) return <span className={css.card} role="status" aria-label={t('app.loading')} data-waiting />
  return (
    <Link
      to="/products/$productId"
      params={{ productId: linked.productId }}
      search={{ for: customerId, ...(linked.variantId ? { variant: linked.variantId } : {}) }}
      className={css.card}
      aria-label={t('productCard.open', { name: linked.name })}
    >
      <Tile src={linked.pictureUrl} />
      <span className={css.words}>
        <span className="d16">{linked.name}</span>
        <span className="soft num">{[linked.colour, price(linked.price)].filter(Boolean).join(' · ')}</span>
        <Stock linked={linked} store={store.name} />
      </span>
    </Link>
  )
}

const Stock = ({ linked, store }: { linked: LinkedProduct; store: string }) => {
  const { t } = useTranslation()
  const { active, size, stockHere: count, stockWarehouse } = linked
  if (active && count > 0)
    return (
      <span className={css.here}>
        <IconCheck size={14} stroke={1.8} aria-hidden />
        {size ? t('productCard.sizeHere', { size, store, count }) : t('productCard.here', { store, count })}
      </span>
    )
  return (
    <span className={css.away}>
      {t(!active ? 'productCard.notSold' : stockWarehouse > 0 ? 'productCard.ships' : 'productCard.soldOut')}
    </span>
  )
}
