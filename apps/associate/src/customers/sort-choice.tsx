import type { CustomerSort } from '@rapport/contract'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './count-line.module.css'
import { sorts } from './filter/clean-filter.ts'

/** The order of the list, as the device lets one choose. */
export const SortChoice = (props: { value: CustomerSort; onChange: (sort: CustomerSort) => void }) => {
  const { t } = useTranslation()
  return (
    <span className={css.sort}>
      <span aria-hidden>{t(`customers.sorted.${props.value}`)}</span>
      <IconChevronDown size={14} stroke={1.8} aria-hidden />
      <select
        aria-label={t('customers.sort')}
        value={props.value}
        onChange={event => props.onChange(event.currentTarget.value as CustomerSort)}
      >
        {sorts.map(sort => (
          <option key={sort} value={sort}>
            {t(`customers.sorted.${sort}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
