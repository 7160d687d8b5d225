import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import form from '../parts/form.module.css'
import type { RuleDraft } from './draft.ts'

const tests = ['always', 'present', 'equal', 'not_equal', 'contains', 'at_least', 'at_most'] as const

/** Which orders a rule is for. */
export const RuleCondition = (props: { draft: RuleDraft; onChange: (part: Partial<RuleDraft>) => void }) => {
  const { t } = useTranslation()
  const { draft, onChange } = props
  return (
    <div className={form.two}>
      <NativeSelect
        label={t('rules.onlyIf')}
        value={draft.is}
        data={tests.map(value => ({ value, label: t(`rules.is.${value}`) }))}
        onChange={event =>
          onChange({ is: tests.find(each => each === event.currentTarget.value) ?? 'always' })
        }
      />
      {draft.is !== 'always' && (
        <TextInput
          label={t('rules.path')}
          value={draft.conditionPath}
          list="order-paths"
          onChange={event => onChange({ conditionPath: event.currentTarget.value })}
        />
      )}
      {draft.is !== 'always' && draft.is !== 'present' && (
        <TextInput
          label={t('rules.value')}
          value={draft.conditionValue}
          onChange={event => onChange({ conditionValue: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
