import type { ProductRow as Row } from '@rapport/contract'
import { EmptyState, SearchField, SkeletonRows, Tap } from '@rapport/ui'
import { IconBarcode, IconHanger2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../../shell/endless-list.tsx'
import { LoadFailed } from '../../shell/faces.tsx'
import { ProductRow } from '../product-row.tsx'
import { useProducts } from '../use-products.ts'
import { useRecent } from '../use-recent.ts'
import css from './picker.module.css'

type Props = {
  words: string
  onWords: (words: string) => void
  onScan: () => void
  onPick: (product: Row) => void
}

/** The first step: which product. What was shown lately stands first, until one types. */
export const PickProduct = ({ words, onWords, onScan, onPick }: Props) => {
  const { t } = useTranslation()
  const { rows, q, more, hasMore, error, retry } = useProducts(words)
  const recent = useRecent()
  const first = q === '' ? recent : []
  const shown = rows && [...first, ...rows.filter(row => !first.some(each => each.id === row.id))]
  return (
    <div className={css.sheet}>
      <div className={css.search}>
        <SearchField
          label={t('products.search')}
          clearLabel={t('app.clear')}
          value={words}
          onChange={onWords}
          autoFocus
        />
        <Tap label={t('products.scan')} onClick={onScan}>
          <IconBarcode size={24} stroke={1.6} aria-hidden />
        </Tap>
      </div>
      <div className={css.list}>
        {error && <LoadFailed error={error} onRetry={() => void retry()} />}
        {!shown && !error && <SkeletonRows label={t('app.loading')} rows={5} />}
        {shown?.length === 0 && (
          <EmptyState
            icon={<IconHanger2 aria-hidden />}
            text={q ? t('products.none', { q }) : t('products.empty')}
          />
        )}
        {shown && shown.length > 0 && (
          <EndlessList
            label={t(first.length > 0 ? 'products.recent' : 'products.found')}
            name={`pick ${q}`}
            items={shown}
            keyOf={row => row.id}
            estimate={88}
            hasMore={hasMore}
            onMore={more}
          >
            {row => (
              <button type="button" className={css.row} onClick={() => onPick(row)}>
                <ProductRow product={row} />
              </button>
            )}
          </EndlessList>
        )}
      </div>
    </div>
  )
}
