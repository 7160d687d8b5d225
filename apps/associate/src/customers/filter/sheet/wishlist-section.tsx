import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import { RemovableChip, SearchField } from '@rapport/ui'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../shell/session.ts'
import { useStore } from '../../../shell/store-choice.ts'
import { withPart } from '../conditions.ts'
import { useConditionWords } from '../use-condition-words.ts'
import type { Part } from './part.ts'
import { Choices, Section } from './section.tsx'
import css from './wishlist-section.module.css'

/** Who wishes for anything, or for one product, found by its name. */
export const WishlistSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const finds = useMay('catalog.read')
  const product = filter.wishlist && filter.wishlist !== 'any' ? filter.wishlist : null
  const put = (value: string | undefined) => onChange(withPart(filter, 'wishlist', value))
  return (
    <Section title={t('filter.section.wishlist')}>
      <Choices
        options={[{ value: 'any', label: t('filter.hasWishes') }]}
        chosen={value => filter.wishlist === value}
        onChoose={put}
      />
      {product ? (
        <Chosen productId={product} onRemove={() => put(undefined)} />
      ) : (
        finds && <FindProduct onChoose={put} />
      )}
    </Section>
  )
}

const Chosen = (props: { productId: string; onRemove: () => void }) => {
  const { t } = useTranslation()
  const words = useConditionWords({ kind: 'wishlist', product: props.productId })
  return (
    <div>
      <RemovableChip removeLabel={t('filter.remove', { words })} onRemove={props.onRemove}>
        {words}
      </RemovableChip>
    </div>
  )
}

const FindProduct = (props: { onChoose: (productId: string) => void }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 220)
  const found = useQuery(
    orpc.catalog.list.queryOptions({ input: q === '' ? skipToken : { storeId, q, limit: 6 } }),
  ).data?.items
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (found) list.current?.scrollIntoView({ block: 'nearest' })
  }, [found])
  return (
    <div>
      <SearchField
        label={t('filter.findProduct')}
        clearLabel={t('app.clear')}
        value={words}
        onChange={setWords}
      />
      {words.trim() !== '' && found && (
        <ul ref={list} className={css.found}>
          {found.map(product => (
            <li key={product.id}>
              <button type="button" className={css.product} onClick={() => props.onChoose(product.id)}>
                {product.name}
              </button>
            </li>
          ))}
          {found.length === 0 && <li className={css.none}>{t('filter.noProduct')}</li>}
        </ul>
      )}
    </div>
  )
}
