import { spoken } from '@rapport/client'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { bringTexts } from './texts.ts'

export const { startI18n, speak } = spoken(
  i18next.use(initReactI18next),
  { en: () => import('../locales/en.json'), de: () => import('../locales/de.json') },
  bringTexts,
)
