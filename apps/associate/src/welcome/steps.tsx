import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { languages } from '@rapport/contract/languages'
import { useTranslation } from 'react-i18next'
import { countryOptions } from '../i18n/countries.ts'
import { languageName } from '../i18n/language-names.ts'
import type { Field } from './form.ts'

type FieldProps = {
  value: string
  onChange: (event: { currentTarget: { value: string } }) => void
  error: string | null
}
type Step = { field: (name: Field) => FieldProps }

export const BusinessStep = ({ field, codeGiven }: Step & { codeGiven: boolean }) => {
  const { t, i18n } = useTranslation()
  return (
    <>
      <TextInput
        {...field('businessName')}
        label={t('welcome.businessName')}
        description={t('welcome.businessNameHint')}
        autoComplete="organization"
      />
      <NativeSelect
        {...field('language')}
        label={t('welcome.language')}
        data={languages.map(value => ({ value, label: languageName(value, i18n.language) }))}
      />
      <TextInput
        {...field('setupCode')}
        label={t('welcome.code')}
        description={codeGiven ? undefined : t('welcome.codeHint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </>
  )
}

export const AdminStep = ({ field }: Step) => {
  const { t } = useTranslation()
  return (
    <>
      <TextInput {...field('firstName')} label={t('welcome.firstName')} autoComplete="given-name" />
      <TextInput {...field('lastName')} label={t('welcome.lastName')} autoComplete="family-name" />
      <TextInput
        {...field('email')}
        label={t('welcome.email')}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
      />
      <PasswordInput
        {...field('password')}
        label={t('welcome.password')}
        description={t('welcome.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      />
    </>
  )
}

export const StoreStep = ({ field }: Step) => {
  const { t, i18n } = useTranslation()
  return (
    <>
      <TextInput {...field('storeName')} label={t('welcome.storeName')} autoComplete="off" />
      <TextInput {...field('city')} label={t('welcome.city')} autoComplete="off" />
      <NativeSelect {...field('country')} label={t('welcome.country')} data={countryOptions(i18n.language)} />
      <NativeSelect {...field('timeZone')} label={t('welcome.timeZone')} data={timeZones()} />
      <TextInput
        {...field('number')}
        label={t('welcome.number')}
        description={t('welcome.numberHint')}
        type="tel"
        autoComplete="off"
      />
      <TextInput
        {...field('landline')}
        label={t('welcome.landline')}
        description={t('welcome.landlineHint')}
        type="tel"
        autoComplete="off"
      />
    </>
  )
}

/** All there are; the device's own may be one that the list leaves out, such as UTC. */
const timeZones = () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort()
}
