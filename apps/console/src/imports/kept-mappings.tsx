import { Button, NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { ImportDetail, ImportMapping } from '@rapport/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import css from './wizard.module.css'

/** Mappings of earlier files of this make, and keeping this one for the next. */
export const KeptMappings = (props: {
  job: ImportDetail
  mapping: ImportMapping
  onChoose: (mapping: ImportMapping) => void
}) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { job } = props
  const queryClient = useQueryClient()
  const { data } = useQuery(orpc.imports.mappings.queryOptions({ input: { kind: job.kind } }))
  const [name, setName] = useState<string>()
  const columns = new Set(job.reading?.columns.map(column => column.name))
  const fitting = (data?.mappings ?? []).filter(kept => kept.columns.every(column => columns.has(column)))
  const save = useMutation(
    orpc.imports.saveMapping.mutationOptions({
      onSuccess: () => {
        setName(undefined)
        notifications.show({ message: t('imports.mappingKept') })
        void queryClient.invalidateQueries({ queryKey: orpc.imports.mappings.key() })
      },
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  const keep = () => {
    const used = Object.values(props.mapping.fields).flatMap(source =>
      'column' in source ? [source.column, ...(source.also === undefined ? [] : [source.also])] : [],
    )
    const known = data?.mappings.find(kept => kept.name === name?.trim())
    save.mutate({
      mappingId: known?.id ?? crypto.randomUUID(),
      kind: job.kind,
      name: name ?? '',
      columns: [...new Set(used)],
      mapping: props.mapping,
    })
  }
  return (
    <div className={css.row} style={{ marginBlock: 12 }}>
      {fitting.length > 0 && (
        <NativeSelect
          label={t('imports.useKept')}
          value=""
          data={[
            { value: '', label: t('imports.chooseKept') },
            ...fitting.map(kept => ({ value: kept.id, label: kept.name })),
          ]}
          onChange={event => {
            const kept = fitting.find(each => each.id === event.currentTarget.value)
            if (kept) props.onChoose(kept.mapping)
          }}
        />
      )}
      {name === undefined ? (
        <Button variant="subtle" onClick={() => setName('')}>
          {t('imports.keepMapping')}
        </Button>
      ) : (
        <>
          <TextInput
            label={t('imports.mappingName')}
            value={name}
            maxLength={80}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button variant="light" disabled={name.trim() === ''} loading={save.isPending} onClick={keep}>
            {t('imports.keep')}
          </Button>
        </>
      )}
    </div>
  )
}
