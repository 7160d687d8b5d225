import { type Refusal, refusalOf } from '@rapport/client'
import { useTranslation } from 'react-i18next'
import type en from '../locales/en.json'

type Known = keyof (typeof en)['refusal']

/** Says a refusal of the server, or a failure on the way to it, in the reader's language. */
export const useRefusalText = () => {
  const { t, i18n } = useTranslation()
  return (error: unknown): string => {
    const { code, data }: Refusal = refusalOf(error)
    const { name = '', why, line } = (data ?? {}) as { name?: string; why?: string; line?: number | null }
    const said = [`${code}_${why}`, code, 'BROKEN'].find(one => i18n.exists(`refusal.${one}`)) as Known
    return t(`refusal.${said}`, { name, line })
  }
}
