import { useTranslation } from 'react-i18next'
import css from './mine-or-theirs.module.css'

/** Both of us changed the same: what I typed, or what was saved meanwhile. */
export const MineOrTheirs = (props: {
  legend: string
  mine: string
  theirs: string
  chosen: 'mine' | 'theirs' | null
  onChoose: (chosen: 'mine' | 'theirs') => void
}) => {
  const { t } = useTranslation()
  const { chosen } = props
  return (
    <fieldset className={css.choice} data-choose={chosen === null ? '' : undefined}>
      <legend className={css.field}>{props.legend}</legend>
      <div className={css.pair}>
        {(['mine', 'theirs'] as const).map(side => (
          <button
            key={side}
            type="button"
            className={css.side}
            aria-pressed={chosen === side}
            onClick={() => props.onChoose(side)}
          >
            <span className={css.whose}>{t(`meanwhile.${side}`)}</span>
            {props[side]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
