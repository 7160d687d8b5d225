import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WordField } from '../form/word-field.tsx'
import { sizeKinds, useSizeName } from '../use-size-name.ts'
import { FieldsInLine, Part, type PartProps } from './part.tsx'
import { isSize, nameIn, type ProfileForm } from './profile-form.ts'

/** What they wear: the sizes that everybody has, those that are known, and more when they are asked for. */
export const SizesPart = ({ form, put }: PartProps) => {
  const { t } = useTranslation()
  const name = useSizeName()
  const [added, setAdded] = useState<string[]>([])
  const known = (Object.keys(form) as (keyof ProfileForm)[]).filter(isSize).map(nameIn)
  const kinds = [...new Set<string>([...sizeKinds.slice(0, 2), ...known, ...added])]
  const left = sizeKinds.filter(kind => !kinds.includes(kind))
  return (
    <Part title={t('editCustomer.part.sizes')}>
      <FieldsInLine>
        {kinds.map(kind => (
          <WordField
            key={kind}
            of={`sizes.${kind}`}
            label={name(kind)}
            maxLength={20}
            value={form[`sizes.${kind}`] ?? ''}
            onChange={size => {
              setAdded(now => [...new Set([...now, kind])])
              put({ [`sizes.${kind}`]: size })
            }}
          />
        ))}
        {left.length > 0 && (
          <NativeSelect
            label={t('filter.otherSize')}
            value=""
            onChange={event => {
              const { value } = event.currentTarget
              setAdded(now => [...now, value])
            }}
            data={[
              { value: '', label: t('filter.otherSizeChoose') },
              ...left.map(value => ({ value, label: name(value) })),
            ]}
          />
        )}
      </FieldsInLine>
    </Part>
  )
}
