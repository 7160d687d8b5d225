import type { ImportKind } from '@rapport/contract'
import { useTranslation } from 'react-i18next'

const ofPerson = /^(?:customer\.|address\.|customer\.address\.)/

/** A field of a file by its name in the reader's language. */
export const useFieldLabel = (kind: ImportKind) => {
  const { t, i18n } = useTranslation()
  return (key: string): string => {
    const last = key.split('.').at(-1) ?? key
    const place = key.startsWith('line.')
      ? `line.${last}`
      : ofPerson.test(key) || (i18n.exists(`imports.field.person.${key}`) && kind === 'customers')
        ? `person.${last}`
        : `${kind}.${key}`
    const path = `imports.field.${place}`
    return i18n.exists(path) ? t(path as 'imports.field.orders.externalId') : key
  }
}

/** Which part of a record a field belongs to, for the heads of the list. */
export const partOf = (key: string): 'record' | 'person' | 'address' | 'line' => {
  if (key.startsWith('line.')) return 'line'
  if (key.includes('address.')) return 'address'
  return key.startsWith('customer.') ? 'person' : 'record'
}
