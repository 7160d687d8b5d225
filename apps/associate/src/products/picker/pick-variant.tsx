import { Button } from '@mantine/core'
import type { Product } from '@rapport/contract'
import { SkeletonRows, Tile } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { chosenOf, coloursOf, firstChoice, inColour, picturesOf, priceOf, sizesOf } from '../choice.ts'
import { SizeChoice } from '../size-choice.tsx'
import { Swatches } from '../swatches.tsx'
import { useAddWords } from '../use-add-words.ts'
import { usePriceWords } from '../use-price-words.ts'
import { useProduct } from '../use-product.ts'
import css from './picker.module.css'

type Props = { productId: string; onBack: () => void; onPick: (variantId: string) => void }

/** The second step: which colour, which size. */
export const PickVariant = (props: Props) => {
  const { t } = useTranslation()
  const query = useProduct(props.productId)
  if (query.data) return <Choose {...props} product={query.data} />
  if (query.error) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  return <SkeletonRows label={t('app.loading')} rows={3} />
}

const Choose = ({ product, onBack, onPick }: Props & { product: Product }) => {
  const { t } = useTranslation()
  const price = usePriceWords()
  const { add } = useAddWords()
  const [choice, setChoice] = useState(() => firstChoice(product))
  const chosen = chosenOf(product, choice)
  const cost = priceOf(product, choice)
  return (
    <div className={css.choose}>
      <div className={css.what}>
        <Tile src={picturesOf(product, choice.colour)[0] ?? null} />
        <p className="d20 num">{cost ? price(cost.price) : t('products.noPrice')}</p>
      </div>
      <Swatches
        colours={coloursOf(product)}
        value={choice.colour}
        onChange={colour => setChoice(inColour(product, choice, colour))}
      />
      <SizeChoice
        sizes={sizesOf(product, choice.colour)}
        value={choice.size}
        onChange={size => setChoice({ ...choice, size })}
      />
      <div className={css.actions}>
        <Button variant="default" onClick={onBack}>
          {t('app.back')}
        </Button>
        <Button disabled={!chosen || !cost} onClick={() => chosen && onPick(chosen.id)}>
          {chosen ? add(chosen.size) : t('products.chooseSize')}
        </Button>
      </div>
    </div>
  )
}
