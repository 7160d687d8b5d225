import { refusalOf } from '@rapport/client'
import type { ContactPoint } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'

/** What to say beside the field when an address was refused, or cannot be one. */
export const useContactWords = (kind: ContactPoint['kind']) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const wrong = t(kind === 'email' ? 'welcome.emailWrong' : 'refusal.PHONE_INVALID')
  return (error: unknown, looksWrong: boolean): string | false => {
    if (!error) return looksWrong && wrong
    const { code } = refusalOf(error)
    return code === 'PHONE_INVALID' || code === 'INVALID' ? wrong : say(error)
  }
}
