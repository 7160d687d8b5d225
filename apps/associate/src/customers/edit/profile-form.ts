import type { Address, AttributeDefinition, AttributeValues, Customer, Language } from '@rapport/contract'
import { same } from '../form/three-way.ts'

export type AddressText = { [K in Exclude<keyof Address, 'id'>]: string } & { id?: string }
export type DateText = { label: string; day: string; month: string; year: string }

/** A profile as it stands in its form: words in fields, nothing is null. Sizes and attributes are fields of their own. */
export type ProfileForm = {
  firstName: string
  lastName: string
  pronoun: string
  language: Language
  country: string
  region: string
  city: string
  timeZone: string
  birthday: string
  tags: string[]
  addresses: AddressText[]
  dates: DateText[]
  [size: `sizes.${string}`]: string
  [attribute: `attributes.${string}`]: string
}

export const formOf = (customer: Customer): ProfileForm => ({
  firstName: customer.firstName,
  lastName: customer.lastName,
  pronoun: customer.pronoun ?? '',
  language: customer.language,
  country: customer.country ?? '',
  region: customer.region ?? '',
  city: customer.city ?? '',
  timeZone: customer.timeZone ?? '',
  birthday: customer.birthday ?? '',
  tags: customer.tags,
  addresses: customer.addresses.map(addressText),
  dates: customer.dates.map(({ label, date }) => ({ label, ...dateParts(date) })),
  ...prefixed('sizes', customer.sizes),
  ...prefixed('attributes', customer.attributes),
})

/** Only the fields that I changed, as they are sent. */
export const changesToSend = (
  base: ProfileForm,
  mine: ProfileForm,
  definitions: readonly AttributeDefinition[],
) => {
  const changed = (field: keyof ProfileForm) => !same(mine[field], base[field])
  const keys = [...new Set([...Object.keys(base), ...Object.keys(mine)])] as (keyof ProfileForm)[]
  const text = (field: 'firstName' | 'lastName') => (changed(field) ? { [field]: mine[field].trim() } : {})
  const emptied = (field: 'country' | 'region' | 'city' | 'timeZone' | 'birthday' | 'pronoun') =>
    changed(field) ? { [field]: mine[field].trim() || null } : {}
  const sizes = keys.filter(isSize)
  const attributes = keys.filter(isAttribute).filter(changed)
  return {
    ...text('firstName'),
    ...text('lastName'),
    ...emptied('pronoun'),
    ...(changed('language') ? { language: mine.language } : {}),
    ...emptied('country'),
    ...emptied('region'),
    ...emptied('city'),
    ...emptied('timeZone'),
    ...emptied('birthday'),
    ...(changed('tags') ? { tags: mine.tags } : {}),
    ...(changed('addresses') ? { addresses: mine.addresses.filter(isFilled).map(addressOf) } : {}),
    ...(changed('dates') ? { dates: mine.dates.filter(isFilled).map(dateOf) } : {}),
    ...(sizes.some(changed)
      ? {
          sizes: Object.fromEntries(
            sizes.flatMap(key => (mine[key]?.trim() ? [[nameIn(key), mine[key].trim()]] : [])),
          ),
        }
      : {}),
    ...(attributes.length > 0
      ? {
          attributes: Object.fromEntries(
            attributes.map(key => [nameIn(key), attributeOf(nameIn(key), mine[key] ?? '', definitions)]),
          ) satisfies AttributeValues,
        }
      : {}),
  }
}

/** Whether anything was typed into a part with several fields. */
export const isFilled = (part: AddressText | DateText): boolean =>
  Object.entries(part).some(([key, value]) => !['id', 'country'].includes(key) && String(value).trim() !== '')

export const isSize = (key: keyof ProfileForm): key is `sizes.${string}` => key.startsWith('sizes.')
export const isAttribute = (key: keyof ProfileForm): key is `attributes.${string}` =>
  key.startsWith('attributes.')
/** What stands behind the dot: the kind of a size, the key of an attribute. */
export const nameIn = (key: string): string => key.slice(key.indexOf('.') + 1)

const prefixed = <P extends string>(prefix: P, values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[`${prefix}.${key}`, String(value)]],
    ),
  ) as Record<`${P}.${string}`, string>

const addressText = ({ id, ...address }: Address): AddressText => ({
  ...(id ? { id } : {}),
  label: address.label ?? '',
  recipient: address.recipient ?? '',
  line1: address.line1,
  line2: address.line2 ?? '',
  postalCode: address.postalCode ?? '',
  city: address.city,
  region: address.region ?? '',
  country: address.country,
})
const addressOf = ({ id, line1, city, country, ...rest }: AddressText): Address => ({
  ...(id ? { id } : {}),
  line1: line1.trim(),
  city: city.trim(),
  country,
  label: rest.label.trim() || null,
  recipient: rest.recipient.trim() || null,
  line2: rest.line2.trim() || null,
  postalCode: rest.postalCode.trim() || null,
  region: rest.region.trim() || null,
})

/** `2019-06-14`, or `--06-14` when nobody knows the year. */
const dateParts = (date: string) => {
  const [, year = '', month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(date) ?? []
  return { day: String(Number(day)), month, year: year === '-' ? '' : year }
}
const dateOf = ({ label, day, month, year }: DateText) => ({
  label: label.trim(),
  date: `${year.trim() || '-'}-${month}-${day.padStart(2, '0')}`,
})

const attributeOf = (key: string, text: string, definitions: readonly AttributeDefinition[]) => {
  if (text.trim() === '') return null
  const kind = definitions.find(each => each.key === key)?.kind
  if (kind === 'number') return Number(text.replace(',', '.'))
  return kind === 'boolean' ? text === 'true' : text.trim()
}
