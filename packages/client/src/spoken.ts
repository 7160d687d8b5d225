import { type AppLanguage, pickLanguage } from './languages.ts'

const rememberedKey = 'rapport.language'

/** What is needed of i18next; an app brings it along, for it has its own texts. */
type Translator = {
  language: string
  init(options: object): Promise<unknown>
  addResourceBundle(language: string, namespace: string, texts: object, deep?: boolean): unknown
  changeLanguage(language: string): Promise<unknown>
}
type Texts = Record<AppLanguage, () => Promise<{ default: object }>>

/**
 * How an app speaks: first the language last used on this device, else the device's own.
 * @param alongside what else has to be there before another language is spoken
 */
export function spoken(
  translator: Translator,
  texts: Texts,
  alongside: (language: AppLanguage) => Promise<void> = async () => {},
) {
  return {
    startI18n: async (): Promise<void> => {
      const language = pickLanguage([localStorage.getItem(rememberedKey), ...navigator.languages])
      await translator.init({
        lng: language,
        resources: { [language]: { translation: (await texts[language]()).default } },
        fallbackLng: false,
        interpolation: { escapeValue: false },
        react: { useSuspense: false },
      })
      document.documentElement.lang = language
    },
    /** Speaks another language from now on, and next time before anyone has signed in. */
    speak: async (language: AppLanguage): Promise<void> => {
      if (translator.language === language) return
      translator.addResourceBundle(language, 'translation', (await texts[language]()).default, true)
      await alongside(language)
      await translator.changeLanguage(language)
      document.documentElement.lang = language
      localStorage.setItem(rememberedKey, language)
    },
  }
}
