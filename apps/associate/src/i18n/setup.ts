import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type AppLanguage, pickLanguage } from './languages.ts'
import { bringTexts } from './texts.ts'

const rememberedKey = 'rapport.language'
const load = {
  en: () => import('../locales/en.json'),
  de: () => import('../locales/de.json'),
} satisfies Record<AppLanguage, () => Promise<unknown>>

/** Starts with the language last used on this device, else the device's own. */
export const startI18n = async (): Promise<void> => {
  const language = pickLanguage([localStorage.getItem(rememberedKey), ...navigator.languages])
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await load[language]()).default } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

/** Speaks another language from now on, and next time before anyone has signed in. */
export const speak = async (language: AppLanguage): Promise<void> => {
  if (i18next.language === language) return
  i18next.addResourceBundle(language, 'translation', (await load[language]()).default, true)
  await bringTexts(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(rememberedKey, language)
}
