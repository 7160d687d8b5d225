import type { AutoPopulateRule } from '@rapport/contract'
import { useTranslation } from 'react-i18next'

type Told = Pick<AutoPopulateRule, 'target' | 'input' | 'runs' | 'condition'>

/** A profile field in words; an extended attribute by its key. */
export const useTargetLabel = () => {
  const { t, i18n } = useTranslation()
  return (target: string): string =>
    i18n.exists(`rules.target.${target}`)
      ? t(`rules.target.${target}` as 'rules.target.city')
      : target.replace(/^attribute\./, '')
}

/** A rule as one reads it aloud. */
export const useRuleSentence = () => {
  const { t } = useTranslation()
  const targetLabel = useTargetLabel()
  return ({ target, input, runs, condition }: Told): string => {
    const from =
      input.kind === 'order'
        ? t('rules.from.order', { path: input.path })
        : input.kind === 'store'
          ? t('rules.from.store', { field: t(`rules.storeField.${input.field}`) })
          : input.kind === 'staff'
            ? t('rules.from.staff', { field: t(`rules.staffField.${input.field}`) })
            : input.kind === 'phone_country'
              ? t('rules.from.phone_country')
              : t('rules.from.constant', { value: String(input.value) })
    const told = t(`rules.sentence.${runs}`, { target: targetLabel(target), from })
    if (!condition) return told
    const value = 'value' in condition ? String(condition.value) : ''
    return `${told} ${t(`rules.only.${condition.is}`, { path: condition.path, value })}`
  }
}
