import type { AttributeDefinition } from '@rapport/contract'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MineOrTheirs } from '../form/mine-or-theirs.tsx'
import type { Edit, Field } from './edit.ts'
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
            <MineOrTheirs
              key={clash.field}
              legend={t('meanwhile.both', { field: nameOf(clash.field) })}
              chosen={clash.chosen}
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
