import type { MergeField, MergePreview } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { shownValue } from './merge-values.ts'

const pronouns = ['she', 'he', 'they'] as const

/** The value of a field as one says it; of one that is not set, that it is nothing. */
export const useShownValue = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  return (field: MergeField, value: string | null): string => {
    if (value === null || value === '') return t('duplicates.nothing')
    const pronoun = field === 'pronoun' ? pronouns.find(each => each === value) : undefined
    return pronoun ? t(`duplicates.pronoun.${pronoun}`) : shownValue(field, value, language)
  }
}

const told = ['contactPoints', 'orders', 'notes', 'messages'] as const

/** What comes along from the one that goes: only what there is. */
export const useMovesInWords = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  return (moves: MergePreview['moves']): string => {
    const parts = told
      .filter(each => moves[each] > 0)
      .map(each => t(`duplicates.moved.${each}`, { count: moves[each] }))
    if (parts.length === 0) return t('duplicates.movesNothing')
    return t('duplicates.moves', { what: new Intl.ListFormat(language).format(parts) })
  }
}
