import { type Refusal, refusalOf } from '@rapport/client'
import { useTranslation } from 'react-i18next'
import type { Texts } from './texts.ts'

type Known = keyof Texts['refusal']

/** Says a refusal of the server, or a failure on the way to it, in the reader's language. */
export const useRefusalText = () => {
  const { t, i18n } = useTranslation()
  return (error: unknown): string => {
    const { code, data }: Refusal = refusalOf(error)
    const known = (i18n.exists(`refusal.${code}`) ? code : 'BROKEN') as Known
    const name = (data as { name?: string } | undefined)?.name ?? ''
    return t(`refusal.${known}`, { name })
  }
}
