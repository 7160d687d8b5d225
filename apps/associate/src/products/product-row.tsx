import type { ProductRow as Row } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './product-row.module.css'
import { usePriceWords } from './use-price-words.ts'

/** One product of a list: what it looks like, what it costs, whether it is here. */
export const ProductRow = ({ product, selected }: { product: Row; selected?: boolean }) => {
  const { t } = useTranslation()
  const price = usePriceWords()
  return (
    <span className={css.row} data-selected={selected || undefined}>
      <Tile src={product.pictureUrl} />
      <span className={css.words}>
        <span className="d16">{product.name}</span>
        <span className="soft num">
          {[price(product.price), colours(product, count => t('products.colours', { count }))]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {product.stockHere > 0 ? (
          <span className={css.here}>
            <IconCheck size={14} stroke={1.8} aria-hidden />
            {t('products.here', { count: product.stockHere })}
          </span>
        ) : (
          <span className={css.away}>{t('products.notHere')}</span>
        )}
      </span>
    </span>
  )
}

const colours = ({ colours: all }: Row, several: (count: number) => string) =>
  all.length > 1 ? several(all.length) : (all[0]?.name ?? null)
