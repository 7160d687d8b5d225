export { type AppLanguage, appLanguages, deviceLanguage, languageNames, pickLanguage } from '@rapport/client'
