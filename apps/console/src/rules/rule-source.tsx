import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import form from '../parts/form.module.css'
import type { RuleDraft } from './draft.ts'

const kinds = ['order', 'store', 'staff', 'phone_country', 'constant'] as const
const storeFields = ['name', 'city', 'region', 'country', 'language', 'id'] as const
const staffFields = ['email', 'name', 'id'] as const
const paths = [
  'customer.address.city',
  'customer.address.country',
  'customer.birthday',
  'customer.language',
  'lines.0.size',
  'lines.0.colour',
  'origin',
  'source',
]

type Props = { draft: RuleDraft; onChange: (part: Partial<RuleDraft>) => void }

/** Where a rule takes its value from. */
export const RuleSource = ({ draft, onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <div className={form.two}>
      <NativeSelect
        label={t('rules.source')}
        value={draft.kind}
        data={kinds.map(value => ({ value, label: t(`rules.kind.${value}`) }))}
        onChange={event =>
          onChange({ kind: kinds.find(each => each === event.currentTarget.value) ?? 'order' })
        }
      />
      {draft.kind === 'order' && (
        <TextInput
          label={t('rules.path')}
          value={draft.path}
          list="order-paths"
          onChange={event => onChange({ path: event.currentTarget.value })}
        />
      )}
      {draft.kind === 'store' && (
        <NativeSelect
          label={t('rules.which')}
          value={draft.storeField}
          data={storeFields.map(value => ({ value, label: t(`rules.storeField.${value}`) }))}
          onChange={event =>
            onChange({ storeField: storeFields.find(each => each === event.currentTarget.value) ?? 'city' })
          }
        />
      )}
      {draft.kind === 'staff' && (
        <NativeSelect
          label={t('rules.which')}
          value={draft.staffField}
          data={staffFields.map(value => ({ value, label: t(`rules.staffField.${value}`) }))}
          onChange={event =>
            onChange({ staffField: staffFields.find(each => each === event.currentTarget.value) ?? 'email' })
          }
        />
      )}
      {draft.kind === 'constant' && (
        <TextInput
          label={t('rules.value')}
          value={draft.constant}
          onChange={event => onChange({ constant: event.currentTarget.value })}
        />
      )}
      <datalist id="order-paths">
        {paths.map(path => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </div>
  )
}
