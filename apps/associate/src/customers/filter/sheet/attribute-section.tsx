import { NativeSelect, TextInput } from '@mantine/core'
import type { AttributeDefinition } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { withPart } from '../conditions.ts'
import { useAttributes } from '../use-attributes.ts'
import type { Part } from './part.ts'
import { Choices, Fields, Section } from './section.tsx'

type Asked = { is?: string | undefined; from?: string | undefined; to?: string | undefined }
type Field = { definition: AttributeDefinition; asked: Asked; onAsk: (asked: Asked | undefined) => void }
/** More than these are found faster in a list than among chips. */
const chipsAtMost = 6

/** The business's own fields, each by what it can hold. */
export const AttributeSections = ({ filter, onChange }: Part) => {
  const definitions = useAttributes()
  return definitions.map(definition => {
    const { key } = definition
    const { [key]: asked = {}, ...others } = filter.attributes ?? {}
    const ask = (next: Asked | undefined) => {
      const said = Object.entries(next ?? {}).filter(([, value]) => value !== undefined && value !== '')
      onChange(
        withPart(
          filter,
          'attributes',
          said.length > 0 ? { ...others, [key]: Object.fromEntries(said) } : others,
        ),
      )
    }
    return <AttributeSection key={key} definition={definition} asked={asked} onAsk={ask} />
  })
}

const AttributeSection = (field: Field) => {
  const { kind, label } = field.definition
  return (
    <Section title={label}>
      {kind === 'boolean' && <YesOrNo {...field} />}
      {kind === 'choice' && <OneOf {...field} />}
      {kind === 'text' && (
        <TextInput
          aria-label={label}
          autoComplete="off"
          maxLength={80}
          value={field.asked.is ?? ''}
          onChange={event => field.onAsk({ is: event.currentTarget.value })}
        />
      )}
      {(kind === 'number' || kind === 'date') && <FromTo {...field} />}
    </Section>
  )
}

const YesOrNo = ({ asked, onAsk }: Field) => {
  const { t } = useTranslation()
  return (
    <Choices
      options={[
        { value: 'true', label: t('filter.yes') },
        { value: 'false', label: t('filter.no') },
      ]}
      chosen={value => asked.is === value}
      onChoose={is => onAsk(is === undefined ? undefined : { is })}
    />
  )
}

const OneOf = ({ definition, asked, onAsk }: Field) => {
  const { t } = useTranslation()
  const options = definition.choices.map(value => ({ value, label: value }))
  if (options.length <= chipsAtMost)
    return (
      <Choices
        options={options}
        chosen={value => asked.is === value}
        onChoose={is => onAsk(is === undefined ? undefined : { is })}
      />
    )
  return (
    <NativeSelect
      aria-label={definition.label}
      value={asked.is ?? ''}
      onChange={event => onAsk({ is: event.currentTarget.value })}
      data={[{ value: '', label: t('filter.any') }, ...options]}
    />
  )
}

const FromTo = ({ definition, asked, onAsk }: Field) => {
  const { t } = useTranslation()
  const type = definition.kind === 'date' ? 'date' : 'number'
  return (
    <Fields>
      {(['from', 'to'] as const).map(side => (
        <TextInput
          key={side}
          type={type}
          label={t(`filter.${side}`)}
          value={asked[side] ?? ''}
          onChange={event => onAsk({ ...asked, [side]: event.currentTarget.value || undefined })}
        />
      ))}
    </Fields>
  )
}
