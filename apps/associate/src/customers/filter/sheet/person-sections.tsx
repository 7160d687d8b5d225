import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../shell/session.ts'
import { useStore } from '../../../shell/store-choice.ts'
import { useColleagues } from '../../use-colleagues.ts'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import { Choices, Section } from './section.tsx'
import { WholeField } from './whole-field.tsx'

/** Whose birthday comes. */
export const BirthdaySection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const quick = [
    { value: 0, label: t('filter.quick.today') },
    { value: 7, label: t('filter.quick.week') },
    { value: 14, label: t('filter.quick.fortnight') },
    { value: 30, label: t('filter.quick.month') },
  ]
  return (
    <Section title={t('filter.section.birthday')}>
      <Choices
        options={quick}
        chosen={value => filter.birthdayWithinDays === value}
        onChoose={value => onChange(withPart(filter, 'birthdayWithinDays', value))}
      />
      <WholeField
        label={t('filter.birthdayDays')}
        value={filter.birthdayWithinDays}
        max={365}
        onChange={value => onChange(withPart(filter, 'birthdayWithinDays', value))}
      />
    </Section>
  )
}

/** Where they live; most live where the store is. */
export const CitySection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const { city } = useStore()
  return (
    <Section title={t('filter.section.city')}>
      <Choices
        options={[{ value: city, label: city }]}
        chosen={value => filter.city === value}
        onChoose={value => onChange(withPart(filter, 'city', value))}
      />
      <TextInput
        aria-label={t('filter.section.city')}
        autoComplete="off"
        maxLength={80}
        value={filter.city ?? ''}
        onChange={event => onChange(withPart(filter, 'city', event.currentTarget.value || undefined))}
      />
    </Section>
  )
}

/** With whom they are: me, nobody, or someone else of the store. */
export const AssignedSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const others = useColleagues().filter(each => each.id !== staff.id)
  const put = (value: string | undefined) => onChange(withPart(filter, 'assignedTo', value))
  return (
    <Section title={t('filter.section.assigned')}>
      <Choices
        options={[
          { value: staff.id, label: t('filter.withMe') },
          { value: 'none', label: t('filter.withNobody') },
        ]}
        chosen={value => filter.assignedTo === value}
        onChoose={put}
      />
      {others.length > 0 && (
        <NativeSelect
          label={t('filter.colleague')}
          value={others.some(each => each.id === filter.assignedTo) ? filter.assignedTo : ''}
          onChange={event => put(event.currentTarget.value || undefined)}
          data={[
            { value: '', label: t('filter.any') },
            ...others.map(({ id, firstName, lastName }) => ({
              value: id,
              label: `${firstName} ${lastName}`,
            })),
          ]}
        />
      )}
    </Section>
  )
}
