import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { Trans, useTranslation } from 'react-i18next'
import css from './count-line.module.css'
import { SortChoice } from './sort-choice.tsx'
import { useCount, useCountWords } from './use-count.ts'
import type { CustomerList } from './use-customers.ts'

/** How many, in words, and in which order. A search by words is not counted, and has its own order. */
export const CountLine = (props: {
  list: CustomerList
  filter: CustomerFilter | undefined
  words: string
  sort: CustomerSort
  onSort: (sort: CustomerSort) => void
}) => {
  const { t } = useTranslation()
  const q = props.words.trim()
  return (
    <div className={css.line}>
      <p className={css.count} role="status">
        {q ? t('customers.byWords', { q }) : <HowMany list={props.list} filter={props.filter} />}
      </p>
      {!q && <SortChoice value={props.sort} onChange={props.onSort} />}
    </div>
  )
}

const HowMany = ({ list, filter }: { list: CustomerList; filter: CustomerFilter | undefined }) => {
  const { t } = useTranslation()
  const words = useCountWords()
  const { data } = useCount(list, filter)
  if (!data) return null
  const parts = { b: <b /> }
  return filter ? (
    <Trans
      t={t}
      i18nKey={`customers.countOf.${list}`}
      count={data.of.count}
      values={{ n: words(data), of: words(data.of) }}
      components={parts}
    />
  ) : (
    <Trans
      t={t}
      i18nKey={`customers.count.${list}`}
      count={data.count}
      values={{ n: words(data) }}
      components={parts}
    />
  )
}
