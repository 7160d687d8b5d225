import { useTranslation } from 'react-i18next'
import type en from '../locales/en.json'

type Known = keyof (typeof en)['audit']['action']

/** What the audit calls an action, in words; one that has none yet is shown by its name. */
export const useActionWords = () => {
  const { t, i18n } = useTranslation()
  const keyOf = (action: string) => action.replaceAll('.', '_')
  const say = (action: string) =>
    i18n.exists(`audit.action.${keyOf(action)}`) ? t(`audit.action.${keyOf(action) as Known}`) : action
  const names = Object.keys(i18n.getResource(i18n.language, 'translation', 'audit.action') ?? {})
  // The first underscore stands for the dot between room and deed: `api_key.created` has one before it.
  const known = names
    .map(key => ({ value: actionOf(key), label: t(`audit.action.${key as Known}`) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
  return { say, known }
}

const rooms = /^(api_key|auto_populate_rule|retention_rule|[a-z]+)_/
const actionOf = (key: string) => key.replace(rooms, '$1.')
