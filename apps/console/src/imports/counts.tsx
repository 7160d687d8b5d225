import type { ImportCounts } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './wizard.module.css'

const shown = ['created', 'updated', 'unchanged', 'refused'] as const

/** What became of the records, or would: four figures between hairlines. */
export const Counts = ({ counts, trial }: { counts: ImportCounts; trial?: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const number = new Intl.NumberFormat(language)
  return (
    <dl className={css.counts}>
      {shown.map(each => (
        <div key={each}>
          <dt>{t(`imports.count.${each}`)}</dt>
          <dd className={`${trial ? 'd20' : 'd28'} num`}>{number.format(counts[each])}</dd>
        </div>
      ))}
    </dl>
  )
}
