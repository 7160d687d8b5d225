import { api } from '@rapport/client'
import type { ImportKind } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { DropFile } from './drop-file.tsx'
import { upload } from './uploads.ts'
import css from './wizard.module.css'
import { Wizard } from './wizard.tsx'

const kinds = ['orders', 'customers', 'products', 'stock'] as const

/** What is in the file, and the file. */
export const NewImport = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState<ImportKind>('orders')
  const begin = useMutation({
    mutationFn: async (file: File) => {
      const job = await api.imports.create({ kind, fileName: file.name.slice(0, 200), sizeBytes: file.size })
      void upload(job, file, queryClient)
      return job
    },
    onSuccess: job =>
      void navigate({ to: '/imports/$importId', params: { importId: job.id }, replace: true }),
  })
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
      <DropFile hint={t('imports.formats')} busy={begin.isPending} onFile={file => begin.mutate(file)} />
      {begin.error && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(begin.error)}
        </Note>
      )}
    </Wizard>
  )
}
