import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { AutoPopulateRule } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryForm } from '../parts/entry-form.tsx'
import form from '../parts/form.module.css'
import { draftOf, ruleOf } from './draft.ts'
import { RuleCondition } from './rule-condition.tsx'
import { RuleSource } from './rule-source.tsx'
import css from './rules.module.css'
import { TryRule } from './try-rule.tsx'
import { useRuleSentence, useTargetLabel } from './use-rule-sentence.ts'

const targets = [
  'firstName',
  'lastName',
  'language',
  'pronoun',
  'birthday',
  'country',
  'region',
  'city',
  'assignedStaff',
  'homeStore',
  'tags',
] as const
const example = 'shoe_size'
const times = ['only_when_empty', 'each_order', 'on_create'] as const

/** A rule in the making: its parts as fields, the whole as a sentence, and what it would do with a past order. */
export const RuleForm = ({ known }: { known?: AutoPopulateRule }) => {
  const { t } = useTranslation()
  const sentence = useRuleSentence()
  const targetLabel = useTargetLabel()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  // One for all tries: an answer that was lost does not make a second rule.
  const [ruleId] = useState(known?.id ?? crypto.randomUUID())
  const [draft, setDraft] = useState(() => draftOf(known))
  const change = (part: Partial<typeof draft>) => setDraft(before => ({ ...before, ...part }))
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.orders.rules.key() })
  const back = async () => {
    await refresh()
    void navigate({ to: '/rules' })
  }
  const save = useMutation(orpc.orders.saveRule.mutationOptions({ onSuccess: back }))
  const remove = useMutation(orpc.orders.deleteRule.mutationOptions({ onSuccess: back }))
  const rule = ruleOf(draft)
  const submit = () => {
    if (rule) save.mutate({ ruleId, ...rule })
  }
  return (
    <div className={form.form}>
      <EntryForm
        title={known?.name ?? t('rules.new')}
        back={{ to: '/rules' }}
        trouble={save.error ?? remove.error}
        ready={rule !== undefined}
        saving={save.isPending}
        saveLabel={t('rules.save')}
        onSave={submit}
        remove={
          known && {
            label: t('rules.delete'),
            removing: remove.isPending,
            onRemove: () => remove.mutate({ ruleId: known.id }),
          }
        }
      >
        <TextInput
          label={t('rules.name')}
          value={draft.name}
          maxLength={80}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <div className={form.two}>
          <NativeSelect
            label={t('rules.fill')}
            value={draft.target}
            data={[
              ...targets.map(value => ({ value, label: targetLabel(value) })),
              { value: 'attribute', label: t('rules.attribute') },
            ]}
            onChange={event => change({ target: event.currentTarget.value })}
          />
          {draft.target === 'attribute' && (
            <TextInput
              label={t('rules.attributeKey')}
              placeholder={example}
              value={draft.attribute}
              onChange={event => change({ attribute: event.currentTarget.value })}
            />
          )}
        </div>
        <RuleSource draft={draft} onChange={change} />
        <NativeSelect
          label={t('rules.when')}
          value={draft.runs}
          data={times.map(value => ({ value, label: t(`rules.runs.${value}`) }))}
          onChange={event =>
            change({ runs: times.find(each => each === event.currentTarget.value) ?? 'only_when_empty' })
          }
        />
        <RuleCondition draft={draft} onChange={change} />
        <Switch
          label={t('rules.active')}
          checked={draft.active}
          onChange={event => change({ active: event.currentTarget.checked })}
        />
        {rule && <p className={css.sentence}>{sentence(rule)}</p>}
      </EntryForm>
      <TryRule rule={rule} />
    </div>
  )
}
