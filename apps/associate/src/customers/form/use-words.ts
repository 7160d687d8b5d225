import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import { useLocale } from '@rapport/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useStore } from '../../shell/store-choice.ts'

export type WordsOf = 'tags' | `sizes.${string}`

/** What the store's customers have already of this, and that begins with what is typed; looked for only while one types there. */
export const useWords = (field: WordsOf, typed: string, active: boolean): string[] => {
  const storeId = useStore().id
  const { language } = useLocale()
  const [q] = useDebouncedValue(typed.trim(), 150)
  const { data, isPlaceholderData } = useQuery({
    ...orpc.customers.words.queryOptions({ input: { storeId, field, limit: 20, ...(q ? { q } : {}) } }),
    placeholderData: keepPreviousData,
    enabled: active && /^(tags|sizes\.[a-z][a-z0-9_]{0,29})$/.test(field),
    staleTime: 30_000,
  })
  // Until the answer is there, of the one before what still fits.
  const late = isPlaceholderData || q !== typed.trim()
  const words = (data?.words ?? []).filter(word => !late || folded(word).startsWith(folded(typed.trim())))
  return field === 'tags' ? words : [...words].sort((a, b) => a.localeCompare(b, language, { numeric: true }))
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
