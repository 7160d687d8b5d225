import { NativeSelect, TextInput } from '@mantine/core'
import type { Language } from '@rapport/contract'
import { languages } from '@rapport/contract/languages'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryOptions } from '../../i18n/countries.ts'
import { languageName } from '../../i18n/language-names.ts'
import { TagsField } from '../form/tags-field.tsx'
import { FieldsInLine, Part, type PartProps } from './part.tsx'

const pronouns = ['she', 'he', 'they'] as const
const zones = Intl.supportedValuesOf('timeZone')

/** What they are called, how one speaks of them, in which language, and when they were born. */
export const WhoPart = ({ form, put, tried }: PartProps) => {
  const { t, i18n } = useTranslation()
  return (
    <Part title={t('editCustomer.part.who')}>
      <FieldsInLine>
        <TextInput
          label={t('addCustomer.firstName')}
          autoComplete="off"
          maxLength={80}
          value={form.firstName}
          error={tried && !form.firstName.trim() && t('welcome.needed')}
          onChange={event => put({ firstName: event.currentTarget.value })}
        />
        <TextInput
          label={t('addCustomer.lastName')}
          autoComplete="off"
          maxLength={80}
          value={form.lastName}
          onChange={event => put({ lastName: event.currentTarget.value })}
        />
      </FieldsInLine>
      <FieldsInLine>
        <NativeSelect
          label={t('editCustomer.field.pronoun')}
          value={form.pronoun}
          onChange={event => put({ pronoun: event.currentTarget.value })}
          data={[
            { value: '', label: t('editCustomer.pronoun.none') },
            ...pronouns.map(value => ({ value, label: t(`editCustomer.pronoun.${value}`) })),
          ]}
        />
        <NativeSelect
          label={t('addCustomer.language')}
          value={form.language}
          onChange={event => put({ language: event.currentTarget.value as Language })}
          data={languages.map(value => ({ value, label: languageName(value, i18n.language) }))}
        />
        <TextInput
          type="date"
          max="9999-12-31"
          label={t('addCustomer.birthday')}
          value={form.birthday}
          onChange={event => put({ birthday: event.currentTarget.value })}
        />
      </FieldsInLine>
    </Part>
  )
}

/** Where they live, and by which clock. */
export const PlacePart = ({ form, put }: PartProps) => {
  const { t, i18n } = useTranslation()
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language])
  return (
    <Part title={t('editCustomer.part.place')}>
      <FieldsInLine>
        <TextInput
          label={t('editCustomer.field.city')}
          autoComplete="off"
          maxLength={80}
          value={form.city}
          onChange={event => put({ city: event.currentTarget.value })}
        />
        <TextInput
          label={t('editCustomer.field.region')}
          autoComplete="off"
          maxLength={10}
          value={form.region}
          onChange={event => put({ region: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('editCustomer.field.country')}
          value={form.country}
          onChange={event => put({ country: event.currentTarget.value })}
          data={[{ value: '', label: t('editCustomer.notKnown') }, ...countries]}
        />
      </FieldsInLine>
      <NativeSelect
        label={t('editCustomer.field.timeZone')}
        description={t('editCustomer.timeZoneHint')}
        value={form.timeZone}
        onChange={event => put({ timeZone: event.currentTarget.value })}
        data={[
          { value: '', label: t('editCustomer.timeZoneNone') },
          ...(form.timeZone && !zones.includes(form.timeZone) ? [form.timeZone] : []),
          ...zones,
        ]}
      />
    </Part>
  )
}

export const TagsPart = ({ form, put }: PartProps) => {
  const { t } = useTranslation()
  return (
    <Part title={t('addCustomer.tags')}>
      <TagsField
        label={t('filter.addTag')}
        hideLabel
        value={form.tags}
        max={50}
        onChange={tags => put({ tags })}
      />
    </Part>
  )
}
