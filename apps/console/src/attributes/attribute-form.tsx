import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { AttributeDefinition } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryForm } from '../parts/entry-form.tsx'

const kinds = ['text', 'number', 'boolean', 'date', 'choice'] as const
const keyPattern = /^[a-z][a-z0-9_]{0,39}$/

/** One attribute: its kind and key stay what they were, its label and choices may change. */
export const AttributeForm = ({ known }: { known?: AttributeDefinition }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [label, setLabel] = useState(known?.label ?? '')
  const [key, setKey] = useState(known?.key ?? '')
  const [kind, setKind] = useState<AttributeDefinition['kind']>(known?.kind ?? 'text')
  const [choices, setChoices] = useState(known?.choices.join('\n') ?? '')
  const [tried, setTried] = useState(false)
  const back = async () => {
    await queryClient.invalidateQueries({ queryKey: orpc.attributes.list.key() })
    void navigate({ to: '/attributes' })
  }
  const save = useMutation(orpc.attributes.save.mutationOptions({ onSuccess: back }))
  const remove = useMutation(orpc.attributes.remove.mutationOptions({ onSuccess: back }))
  const submit = () => {
    setTried(true)
    if (label.trim() === '' || !keyPattern.test(key)) return
    const lines = choices.split('\n').map(line => line.trim())
    save.mutate({ key, label: label.trim(), kind, choices: kind === 'choice' ? lines.filter(Boolean) : [] })
  }
  const trouble = save.error ?? remove.error
  return (
    <EntryForm
      title={known?.label ?? t('attributes.new')}
      back={{ to: '/attributes' }}
      trouble={trouble}
      saving={save.isPending}
      saveLabel={t('attributes.save')}
      onSave={submit}
      remove={
        known && {
          label: t('attributes.remove'),
          removing: remove.isPending,
          onRemove: () => remove.mutate({ key: known.key }),
        }
      }
    >
      <TextInput
        label={t('attributes.label')}
        description={t('attributes.labelHint')}
        value={label}
        maxLength={60}
        onChange={event => setLabel(event.currentTarget.value)}
        error={tried && label.trim() === '' && t('attributes.labelNeeded')}
      />
      <TextInput
        label={t('attributes.key')}
        description={t('attributes.keyHint')}
        value={key}
        disabled={known !== undefined}
        onChange={event => setKey(event.currentTarget.value)}
        error={tried && !keyPattern.test(key) && t('attributes.keyWrong')}
      />
      <NativeSelect
        label={t('attributes.kind.label')}
        value={kind}
        disabled={known !== undefined}
        data={kinds.map(value => ({ value, label: t(`attributes.kind.${value}`) }))}
        onChange={event => setKind(kinds.find(each => each === event.currentTarget.value) ?? 'text')}
      />
      {kind === 'choice' && (
        <Textarea
          label={t('attributes.choices')}
          description={t('attributes.choicesHint')}
          rows={6}
          value={choices}
          onChange={event => setChoices(event.currentTarget.value)}
        />
      )}
    </EntryForm>
  )
}
