import { NativeSelect, TextInput } from '@mantine/core'
import type { AttributeDefinition } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { FieldsInLine, Part, type PartProps } from './part.tsx'
import { numberWrong } from './wrong.ts'

/** The business's own fields, each by what it can hold. */
export const AttributesPart = (
  props: PartProps & { definitions: readonly AttributeDefinition[]; wrong: string | undefined },
) => {
  const { t } = useTranslation()
  const { form, put, tried, definitions } = props
  if (definitions.length === 0) return null
  return (
    <Part title={t('editCustomer.part.attributes')}>
      <FieldsInLine>
        {definitions.map(definition => {
          const { key, kind } = definition
          const value = form[`attributes.${key}`] ?? ''
          const wrong = props.wrong === key || (tried && kind === 'number' && numberWrong(value))
          return (
            <AttributeField
              key={key}
              definition={definition}
              value={value}
              error={wrong && t(kind === 'number' ? 'editCustomer.numberWrong' : 'refusal.ATTRIBUTE_INVALID')}
              onChange={next => put({ [`attributes.${key}`]: next })}
            />
          )
        })}
      </FieldsInLine>
    </Part>
  )
}

const AttributeField = (props: {
  definition: AttributeDefinition
  value: string
  error: string | false
  onChange: (value: string) => void
}) => {
  const { t } = useTranslation()
  const { kind, label, choices } = props.definition
  const field = {
    label,
    value: props.value,
    error: props.error,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
  }
  const unknown = { value: '', label: t('editCustomer.notKnown') }
  if (kind === 'boolean')
    return (
      <NativeSelect
        {...field}
        data={[unknown, { value: 'true', label: t('filter.yes') }, { value: 'false', label: t('filter.no') }]}
      />
    )
  if (kind === 'choice')
    return (
      <NativeSelect
        {...field}
        data={[unknown, ...new Set([...choices, ...(props.value ? [props.value] : [])])]}
      />
    )
  return (
    <TextInput
      {...field}
      autoComplete="off"
      maxLength={1000}
      {...(kind === 'date' ? { type: 'date', max: '9999-12-31' } : {})}
      {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})}
    />
  )
}
