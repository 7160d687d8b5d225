import type { CustomerRow } from '@rapport/contract'
import { useNow } from '@rapport/ui'
import { IconCake, IconMessageCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './next-thing.module.css'
import { useDayWords } from './use-day-words.ts'

const dayMs = 86_400_000
/** Long enough to be missed, not so long that a few words would not bridge it. */
const silence = { fromDays: 60, toDays: 365 }
const icon = { size: 14, stroke: 1.8, 'aria-hidden': true } as const

type Someone = Pick<CustomerRow, 'next' | 'heart' | 'lastContactAt'>

/** What comes next with a customer, in accent: a birthday, or a word after a long silence to one who wants to hear. */
export const useNextThing = (customer: Someone): ReactNode => {
  const { t } = useTranslation()
  const now = useNow()
  const { coming } = useDayWords()
  const { next, heart, lastContactAt } = customer
  if (next)
    return (
      <span className={css.next}>
        <IconCake {...icon} />
        {t('customers.birthday', { when: coming(next.on) })}
      </span>
    )
  const days = lastContactAt ? Math.floor((now - Date.parse(lastContactAt)) / dayMs) : 0
  if (heart !== 'opted_in' || days < silence.fromDays || days > silence.toDays) return null
  return (
    <span className={css.next}>
      <IconMessageCircle {...icon} />
      {t('customers.noWord', { count: days })}
    </span>
  )
}
