import type { Product } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconChevronLeft } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGoBack } from '../../shell/use-go-back.ts'
import { chosenOf, coloursOf, firstChoice, inColour, picturesOf, priceOf, sizesOf } from '../choice.ts'
import { Swatches } from '../swatches.tsx'
import { usePriceWords } from '../use-price-words.ts'
import { About } from './about.tsx'
import { GoesWith } from './goes-with.tsx'
import { Pictures } from './pictures.tsx'
import { ProductFoot } from './product-foot.tsx'
import css from './product-page.module.css'
import { StockTable } from './stock-table.tsx'
import { WishTap } from './wish-tap.tsx'

/** The product with what is chosen of it. */
export const ProductSheet = ({ product, variantId }: { product: Product; variantId: string | null }) => {
  const { t } = useTranslation()
  const back = useGoBack('/products')
  const price = usePriceWords()
  const sizesAt = useRef<HTMLDivElement>(null)
  const [choice, setChoice] = useState(() => firstChoice(product, variantId))
  const chosen = chosenOf(product, choice)
  const cost = priceOf(product, choice)
  const said = cost && price(cost.price)
  const toSizes = () => {
    sizesAt.current?.scrollIntoView({ block: 'center' })
    sizesAt.current?.querySelector('input')?.focus({ preventScroll: true })
  }
  return (
    <article className={css.page}>
      <div className={css.scroll}>
        <div className={css.back}>
          <Tap label={t('app.back')} onClick={back}>
            <IconChevronLeft size={24} stroke={1.6} aria-hidden />
          </Tap>
        </div>
        <div className={css.wish}>
          <WishTap product={product} chosen={chosen} />
        </div>
        <Pictures key={choice.colour} urls={picturesOf(product, choice.colour)} name={product.name} />
        <div className={css.words}>
          <header className={css.head}>
            <div>
              <h1 className="d28">{product.name}</h1>
              {product.material && <p className="soft">{product.material}</p>}
            </div>
            <p className={`d28 num ${css.price}`}>
              {said ? (cost.varies ? t('products.from', { price: said }) : said) : t('products.noPrice')}
            </p>
          </header>
          {!product.active && <p className={css.gone}>{t('products.notSold')}</p>}
          <Swatches
            colours={coloursOf(product)}
            value={choice.colour}
            onChange={colour => setChoice(inColour(product, choice, colour))}
          />
          <div ref={sizesAt}>
            <StockTable
              sizes={sizesOf(product, choice.colour)}
              chosen={chosen}
              onChoose={size => setChoice({ ...choice, size })}
            />
          </div>
          <About product={product} />
          <GoesWith product={product} />
        </div>
      </div>
      {product.active && (
        <ProductFoot product={product} chosen={chosen} sellable={cost !== null} onSizes={toSizes} />
      )}
    </article>
  )
}
