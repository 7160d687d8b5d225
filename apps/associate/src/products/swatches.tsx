import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colour } from './choice.ts'
import css from './swatches.module.css'

/** The colours as discs, the chosen one by its name; radio buttons to keyboard and screen reader. */
export const Swatches = (props: {
  colours: readonly Colour[]
  value: string | null
  onChange: (colour: string | null) => void
}) => {
  const { t } = useTranslation()
  const name = useId()
  const only = props.colours.length === 1
  if (only && props.colours[0]?.name === null) return null
  return (
    <fieldset className={css.swatches}>
      <legend className="hidden-visually">{t('products.colour')}</legend>
      {props.colours.map(colour => (
        <label key={colour.name} className={css.swatch} title={colour.name ?? t('products.noColour')}>
          <input
            type="radio"
            name={name}
            aria-label={colour.name ?? t('products.noColour')}
            checked={colour.name === props.value}
            onChange={() => props.onChange(colour.name)}
          />
          <span className={css.disc} style={{ background: colour.hex ?? 'var(--sunken)' }} />
        </label>
      ))}
      <span className={css.name}>{props.value}</span>
    </fieldset>
  )
}
