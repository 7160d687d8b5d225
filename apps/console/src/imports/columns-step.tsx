import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { ImportDetail, ImportMapping } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useFieldLabel } from './field-label.ts'
import { FieldRows } from './field-rows.tsx'
import { HowWritten } from './how-written.tsx'
import { KeptMappings } from './kept-mappings.tsx'
import { Preview } from './preview.tsx'
import { StoreOfShop } from './store-of-shop.tsx'
import { useStart } from './use-start.ts'
import { Wizard } from './wizard.tsx'

/** Which column is which field, how its values are written, and the first records as they will be read. */
export const ColumnsStep = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const label = useFieldLabel(job.kind)
  const queryClient = useQueryClient()
  const [mapping, setMapping] = useState(job.mapping)
  const save = useMutation(
    orpc.imports.setMapping.mutationOptions({
      // One after the other, or an earlier choice could overtake a later one.
      scope: { id: `mapping ${job.id}` },
      onSuccess: detail => {
        queryClient.setQueryData(orpc.imports.get.queryKey({ input: { importId: job.id } }), detail)
        void queryClient.invalidateQueries({ queryKey: orpc.imports.preview.key() })
      },
    }),
  )
  const start = useStart(job)
  const change = (next: ImportMapping) => {
    setMapping(next)
    save.mutate({ importId: job.id, mapping: next })
  }
  const missing = job.fields
    .filter(field => field.needed && !mapping?.fields[field.key])
    .map(field => label(field.key))
  const datesOpen = mapping?.dates === 'iso' && job.missingFields.includes('dates')
  const known = job.reading?.shape !== 'table'
  const trouble = save.error ?? start.error
  return (
    <Wizard
      step="columns"
      title={job.fileName}
      foot={
        <>
          <p>{t('imports.keptAsDraft')}</p>
          <Button
            disabled={missing.length > 0 || datesOpen || save.isPending}
            loading={start.isPending}
            onClick={() => start.mutate({ importId: job.id, dryRun: true })}
          >
            {t('imports.tryOut')}
          </Button>
        </>
      }
    >
      {known ? (
        <>
          <Note tone="good" icon={<IconCircleCheck size={20} stroke={1.7} aria-hidden />}>
            {t(`imports.shape.${job.reading?.shape === 'shopify' ? 'shopify' : 'rapport'}`)}
          </Note>
          {mapping && job.fields.some(({ key }) => key === 'store') && (
            <StoreOfShop job={job} mapping={mapping} onChange={change} />
          )}
        </>
      ) : (
        <>
          {missing.length > 0 ? (
            <Note tone="warn" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
              {t('imports.missing', { count: missing.length, fields: missing.join(', ') })}
            </Note>
          ) : (
            !datesOpen && (
              <Note tone="good" icon={<IconCircleCheck size={20} stroke={1.7} aria-hidden />}>
                {t('imports.allMapped')}
              </Note>
            )
          )}
          {datesOpen && (
            <Note tone="warn" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
              {t('imports.datesOpen')}
            </Note>
          )}
          {mapping && (
            <>
              <KeptMappings job={job} mapping={mapping} onChoose={change} />
              <FieldRows job={job} mapping={mapping} onChange={change} />
              <HowWritten mapping={mapping} datesOpen={datesOpen} onChange={change} />
            </>
          )}
        </>
      )}
      {trouble && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(trouble)}
        </Note>
      )}
      <Preview job={job} />
    </Wizard>
  )
}
