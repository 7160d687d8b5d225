import type { AttributeDefinition } from '@rapport/contract'
import { exactDay, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../i18n/language-names.ts'
import { useSizeName } from '../use-size-name.ts'
import type { Field } from './edit.ts'
import { type AddressText, type DateText, nameIn } from './profile-form.ts'

const said = [
  'firstName',
  'lastName',
  'pronoun',
  'language',
  'country',
  'region',
  'city',
  'timeZone',
  'birthday',
  'tags',
  'addresses',
  'dates',
] as const
type Said = (typeof said)[number]

/** A field by its name, and what stands in it as one would say it. */
export const useFieldWords = (definitions: readonly AttributeDefinition[]) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const size = useSizeName()
  const { language } = locale
  const list = (words: string[]) => new Intl.ListFormat(language).format(words)
  const definition = (field: Field) => definitions.find(each => each.key === nameIn(field))
  const nameOf = (field: Field): string => {
    if (field.startsWith('sizes.')) return t('editCustomer.sizeOf', { kind: size(nameIn(field)) })
    if (field.startsWith('attributes.')) return definition(field)?.label ?? nameIn(field)
    return t(`editCustomer.field.${field as Said}`)
  }
  const saidOf = (field: Field, value: unknown): string => {
    const words = wordsOf(field, value)
    return words === '' ? t('editCustomer.nothing') : words
  }
  const wordsOf = (field: Field, value: unknown): string => {
    if (value === undefined || value === '') return ''
    if (field === 'tags') return list(value as string[])
    if (field === 'addresses')
      return (value as AddressText[]).map(({ line1, city }) => `${line1}, ${city}`).join(' · ')
    if (field === 'dates')
      return (value as DateText[])
        .map(({ label, day, month, year }) => `${label} ${dayWords(day, month, year)}`)
        .join(' · ')
    if (field === 'language') return languageName(String(value), language)
    if (field === 'country')
      return new Intl.DisplayNames(language, { type: 'region' }).of(String(value)) ?? ''
    if (field === 'birthday') return exactDay(String(value), locale)
    if (field === 'pronoun') return t(`editCustomer.pronoun.${value as 'she'}`)
    const kind = field.startsWith('attributes.') ? definition(field)?.kind : undefined
    if (kind === 'boolean') return t(value === 'true' ? 'filter.yes' : 'filter.no')
    return kind === 'date' ? exactDay(String(value), locale) : String(value)
  }
  const dayWords = (day: string, month: string, year: string) =>
    new Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      ...(year ? { year: 'numeric' } : {}),
    }).format(Date.UTC(Number(year || 2024), Number(month) - 1, Number(day)))
  return { nameOf, saidOf }
}
