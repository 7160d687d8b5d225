/** Languages that the app speaks, by their own names. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const
export type AppLanguage = keyof typeof languageNames
export const appLanguages = Object.keys(languageNames) as AppLanguage[]

/** The first language of a list that the app speaks, else English. */
export const pickLanguage = (wanted: readonly (string | null | undefined)[]): AppLanguage => {
  for (const tag of wanted) {
    const base = tag?.toLowerCase().split('-')[0]
    const known = appLanguages.find(language => language === base)
    if (known) return known
  }
  return 'en'
}

/** What the device asks for. */
export const deviceLanguage = (): AppLanguage => pickLanguage(navigator.languages)
