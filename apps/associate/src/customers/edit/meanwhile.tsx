import type { AttributeDefinition } from '@rapport/contract'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Clash, Edit, Field } from './edit.ts'
import css from './meanwhile.module.css'
import { useFieldWords } from './use-field-words.ts'

/** What someone else saved while I was typing: what is new, and where we both changed the same, mine or theirs. */
export const Meanwhile = (props: {
  edit: Edit
  name: string
  definitions: readonly AttributeDefinition[]
  onChoose: (field: Field, chosen: 'mine' | 'theirs') => void
}) => {
  const { t } = useTranslation()
  const { edit } = props
  const { nameOf, saidOf } = useFieldWords(props.definitions)
  const { news, clashes } = edit
  return (
    <div className={css.live} role="status">
      {news.length + clashes.length > 0 && (
        <section className={css.box} aria-label={t('meanwhile.title', { name: props.name })}>
          <p className={css.title}>
            <IconUsers size={20} stroke={1.7} aria-hidden />
            {t('meanwhile.title', { name: props.name })}
          </p>
          {news.length > 0 && (
            <ul className={css.news}>
              {news.map(field => (
                <li key={field}>
                  {t('meanwhile.now', { field: nameOf(field), value: saidOf(field, edit.mine[field]) })}
                </li>
              ))}
            </ul>
          )}
          {clashes.map(clash => (
            <Choice
              key={clash.field}
              clash={clash}
              name={nameOf(clash.field)}
              mine={saidOf(clash.field, clash.chosen === 'theirs' ? clash.mine : edit.mine[clash.field])}
              theirs={saidOf(clash.field, clash.theirs)}
              onChoose={chosen => props.onChoose(clash.field, chosen)}
            />
          ))}
        </section>
      )}
    </div>
  )
}

const Choice = (props: {
  clash: Clash
  name: string
  mine: string
  theirs: string
  onChoose: (chosen: 'mine' | 'theirs') => void
}) => {
  const { t } = useTranslation()
  const { chosen } = props.clash
  return (
    <fieldset className={css.choice} data-choose={chosen === null ? '' : undefined}>
      <legend className={css.field}>{t('meanwhile.both', { field: props.name })}</legend>
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
