/** The languages of the Associate app and the customer pages (LNG-1), BCP 47. Without zod, so that browsers can take it alone. */
export const languages = [
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
