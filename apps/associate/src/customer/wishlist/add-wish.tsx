import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import type { Customer, ProductRow } from '@rapport/contract'
import { EmptyState, moneyInWords, SearchField, Sheet, SkeletonRows, Tile, useLocale } from '@rapport/ui'
import { IconHanger2 } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { WishForm } from './wish-form.tsx'
import css from './wishlist.module.css'

/** First which product, then which of it. */
export const AddWish = ({ customer, onClose }: { customer: Customer; onClose: () => void }) => {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [product, setProduct] = useState<ProductRow | null>(null)
  const name = customer.firstName || customer.name
  return (
    <Sheet
      opened
      onClose={onClose}
      closeLabel={t('app.close')}
      title={product ? product.name : t('wishes.addFor', { name })}
      tall
    >
      {product ? (
        <WishForm customer={customer} product={product} onBack={() => setProduct(null)} onDone={onClose} />
      ) : (
        <Products words={words} onWords={setWords} onPick={setProduct} />
      )}
    </Sheet>
  )
}

const Products = (props: {
  words: string
  onWords: (words: string) => void
  onPick: (product: ProductRow) => void
}) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const storeId = useStore().id
  const [q] = useDebouncedValue(props.words.trim(), 220)
  const query = useQuery(
    orpc.catalog.list.queryOptions({
      input: { storeId, limit: 40, ...(q ? { q } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const items = query.data?.items
  return (
    <>
      <SearchField
        label={t('wishes.search')}
        clearLabel={t('app.clear')}
        value={props.words}
        onChange={props.onWords}
        autoFocus
      />
      {!items ? (
        query.error ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows label={t('app.loading')} rows={5} />
        )
      ) : items.length === 0 ? (
        <EmptyState
          icon={<IconHanger2 aria-hidden />}
          text={q ? t('wishes.noProduct', { q }) : t('wishes.noCatalog')}
        />
      ) : (
        <ul className={css.products} aria-label={t('wishes.products')}>
          {items.map(product => (
            <li key={product.id}>
              <button type="button" className={css.product} onClick={() => props.onPick(product)}>
                <Tile src={product.pictureUrl} size="small" />
                <span className={css.productWords}>
                  <span className="d16">{product.name}</span>
                  <span className="soft num">
                    {[
                      product.price &&
                        moneyInWords(product.price.amountMinor, product.price.currency, language),
                      product.stockHere > 0 ? t('wishes.here') : t('wishes.notHere'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
