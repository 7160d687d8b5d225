import { languages } from '@rapport/contract'
import type { PageLanguage } from './texts.ts'

/** The language of the pages for a BCP 47 tag, as `pt-BR` or `zh-Hant-TW`; null when they do not speak it. */
export function pageLanguage(tag: string | null | undefined): PageLanguage | null {
  const plain = tag?.trim().toLowerCase().split(/[-_]/)[0]
  return languages.find(language => language === plain) ?? null
}

/** The first language of an `Accept-Language` header that the pages speak. */
export function acceptedLanguage(header: string | undefined): PageLanguage | null {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [tag, ...rest] = part.split(';')
      const stated = rest.find(one => one.trim().startsWith('q='))
      return { tag, place, q: stated ? Number(stated.split('=')[1]) || 0 : 1 }
    })
    .filter(wish => wish.q > 0)
    .sort((a, b) => b.q - a.q || a.place - b.place)
  for (const { tag } of wishes) {
    const spoken = pageLanguage(tag)
    if (spoken) return spoken
  }
  return null
}
