import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Size } from './choice.ts'
import css from './size-choice.module.css'

/** The sizes with what is here of each; radio buttons to keyboard and screen reader. */
export const SizeChoice = (props: {
  sizes: readonly Size[]
  value: string | null
  onChange: (size: string | null) => void
}) => {
  const { t } = useTranslation()
  const name = useId()
  if (props.sizes.length === 1 && props.sizes[0]?.label === null) return null
  return (
    <fieldset className={css.sizes}>
      <legend className={css.legend}>{t('products.size')}</legend>
      {props.sizes.map(({ label, variant }) => (
        <label key={variant.id} className={css.size}>
          <input
            type="radio"
            name={name}
            checked={label === props.value || props.sizes.length === 1}
            onChange={() => props.onChange(label)}
          />
          <span className={css.face}>
            <b>{label ?? t('products.noSize')}</b>
            <span className={css.stock}>
              {variant.stockHere > 0
                ? t('products.hereShort', { count: variant.stockHere })
                : variant.stockWarehouse > 0
                  ? t('products.inWarehouse')
                  : t('products.nowhere')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
