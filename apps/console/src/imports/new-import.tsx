import type { ImportKind } from '@rapport/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Trouble } from '../parts/trouble.tsx'
import { DropFile } from './drop-file.tsx'
import { useBegin } from './use-begin.ts'
import css from './wizard.module.css'
import { Wizard } from './wizard.tsx'

const kinds = ['orders', 'customers', 'products', 'stock'] as const

/** What is in the file, and the file. */
export const NewImport = () => {
  const { t } = useTranslation()
  const [kind, setKind] = useState<ImportKind>('orders')
  const begin = useBegin(kind)
  return (
    <Wizard step="file" title={t('imports.new')} foot={<p>{t('imports.keptAsDraft')}</p>}>
      <p className={`t16 ${css.lead}`}>{t('imports.whatIsIt')}</p>
      <fieldset className={css.card}>
        <legend className="hidden-visually">{t('imports.whatIsIt')}</legend>
        {kinds.map(each => (
          <label key={each} className={css.option}>
            <input
              type="radio"
              name="kind"
              checked={kind === each}
              data-autofocus={kind === each || undefined}
              onChange={() => setKind(each)}
            />
            <span>
              <b>{t(`imports.kind.${each}`)}</b>
              <span className="soft">{t(`imports.about.${each}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {begin.trouble !== null && (
        <div className={css.trouble}>
          <Trouble text={begin.trouble} />
        </div>
      )}
      <DropFile hint={t('imports.formats')} busy={begin.pending} onFile={begin.take} />
    </Wizard>
  )
}
