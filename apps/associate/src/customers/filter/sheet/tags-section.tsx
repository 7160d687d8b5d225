import { useTranslation } from 'react-i18next'
import { TagsField } from '../../form/tags-field.tsx'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import { Section } from './section.tsx'

/** Tags that they all have. */
export const TagsSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  return (
    <Section title={t('filter.section.tags')}>
      <TagsField
        label={t('filter.addTag')}
        hideLabel
        value={filter.tags ?? []}
        max={10}
        onChange={tags => onChange(withPart(filter, 'tags', tags))}
      />
    </Section>
  )
}
