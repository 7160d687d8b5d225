import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WordField } from '../../form/word-field.tsx'
import { sizeKinds, useSizeName } from '../../use-size-name.ts'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import { Fields, Section } from './section.tsx'

/** What they wear: the two sizes that everybody has, and others as they are asked for. */
export const SizeSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const name = useSizeName()
  const [added, setAdded] = useState<string[]>([])
  const kinds = [...new Set<string>([...sizeKinds.slice(0, 2), ...Object.keys(filter.sizes ?? {}), ...added])]
  const left = sizeKinds.filter(kind => !kinds.includes(kind))
  const put = (kind: string, size: string) => {
    const { [kind]: _before, ...others } = filter.sizes ?? {}
    if (!kinds.slice(0, 2).includes(kind)) setAdded(now => [...new Set([...now, kind])])
    onChange(withPart(filter, 'sizes', size.trim() ? { ...others, [kind]: size } : others))
  }
  return (
    <Section title={t('filter.section.size')}>
      <Fields>
        {kinds.map(kind => (
          <WordField
            key={kind}
            of={`sizes.${kind}`}
            label={name(kind)}
            maxLength={20}
            value={filter.sizes?.[kind] ?? ''}
            onChange={size => put(kind, size)}
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
      </Fields>
    </Section>
  )
}
