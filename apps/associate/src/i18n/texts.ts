import i18next from 'i18next'
import type conversation from '../locales/conversation/en.json'
import type customers from '../locales/customers/en.json'
import type frame from '../locales/en.json'
import type products from '../locales/products/en.json'
import type selling from '../locales/selling/en.json'
import type { AppLanguage } from './languages.ts'

/** Every text, in whichever file it stands: one tree, so that no screen has to know. */
export type Texts = typeof frame & typeof conversation & typeof customers & typeof products & typeof selling

/** Texts that the first screen does not show come with the room that shows them. */
const rooms = {
  conversation: {
    en: () => import('../locales/conversation/en.json'),
    de: () => import('../locales/conversation/de.json'),
  },
  customers: {
    en: () => import('../locales/customers/en.json'),
    de: () => import('../locales/customers/de.json'),
  },
  products: {
    en: () => import('../locales/products/en.json'),
    de: () => import('../locales/products/de.json'),
  },
  selling: {
    en: () => import('../locales/selling/en.json'),
    de: () => import('../locales/selling/de.json'),
  },
} satisfies Record<string, Record<AppLanguage, () => Promise<{ default: object }>>>
export type TextRoom = keyof typeof rooms

const wanted = new Set<TextRoom>()
const here = new Set<string>()
const spoken = () => i18next.language as AppLanguage

/** Makes a room's texts known in a language, once. */
const bring = async (room: TextRoom, language: AppLanguage): Promise<void> => {
  const name = `${language} ${room}`
  if (here.has(name)) return
  const texts = await rooms[room][language]()
  i18next.addResourceBundle(language, 'translation', texts.default, true)
  here.add(name)
}

/** The texts of all rooms entered so far, before their language is spoken. */
export const bringTexts = async (language: AppLanguage): Promise<void> => {
  await Promise.all([...wanted].map(room => bring(room, language)))
}

/**
 * A piece of the app with its texts: neither is shown without the other.
 * @example lazyRouteComponent(() => withTexts(['selling'], import('../cart/cart-page.tsx')), 'CartPage')
 */
export const withTexts = async <T>(needed: readonly TextRoom[], piece: Promise<T>): Promise<T> => {
  for (const room of needed) wanted.add(room)
  // The language may change while its texts are on their way.
  for (let language: AppLanguage | null = null; language !== spoken(); ) {
    language = spoken()
    await bringTexts(language)
  }
  return piece
}
