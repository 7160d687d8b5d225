/** Every language a customer may be written to in, by its name in the reader's language. */
export const languageName = (tag: string, reader: string): string =>
  new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag

/** BCP 47 tags of the customer languages (LNG-1). */
export const customerLanguages = [
  'en',
  'ca',
  'zh',
  'cs',
  'da',
  'nl',
  'fr',
  'de',
  'it',
  'ja',
  'ko',
  'pl',
  'es',
  'sv',
] as const
export type CustomerLanguage = (typeof customerLanguages)[number]
