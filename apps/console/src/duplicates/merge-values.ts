import type { MergeField } from '@rapport/contract'

/** Codes that the browser has a name for, in the reader's language; everything else as it stands. */
export function shownValue(field: MergeField, value: string, language: string): string {
  try {
    if (field === 'language') return new Intl.DisplayNames(language, { type: 'language' }).of(value) ?? value
    if (field === 'country') return new Intl.DisplayNames(language, { type: 'region' }).of(value) ?? value
    if (field === 'birthday')
      return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.parse(`${value}T00:00:00Z`),
      )
  } catch {
    // Not a code that a browser knows: what was written down says more than nothing.
  }
  return value
}
