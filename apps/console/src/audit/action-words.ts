import { useTranslation } from 'react-i18next'
import type en from '../locales/en.json'
import { actionOf, keyOf } from './action-keys.ts'

type Known = keyof (typeof en)['audit']['action']

/** What the audit calls an action, in words; one of a newer server that has none here is shown by its name. */
export const useActionWords = () => {
  const { t, i18n } = useTranslation()
  const say = (action: string) =>
    i18n.exists(`audit.action.${keyOf(action)}`) ? t(`audit.action.${keyOf(action) as Known}`) : action
  const names = Object.keys(i18n.getResource(i18n.language, 'translation', 'audit.action') ?? {})
  const known = names
    .map(key => ({ value: actionOf(key), label: t(`audit.action.${key as Known}`) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
  return { say, known }
}
