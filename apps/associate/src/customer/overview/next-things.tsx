import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Customer } from '@rapport/contract'
import { useLocale, useNow } from '@rapport/ui'
import { IconCake, IconCalendarHeart } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDayWords } from '../../customers/use-day-words.ts'
import { useMessage } from '../../customers/use-message.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useMay } from '../../shell/session.ts'
import { comingUp } from './coming.ts'
import css from './overview.module.css'

const dayAndMonth = (date: string, language: string) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(date),
  )

/** The reason to write that comes next, with its one action. */
export const NextThings = ({ customer, plain = false }: { customer: Customer; plain?: boolean }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const locale = useLocale()
  const now = useNow()
  const { coming } = useDayWords()
  const writes = useMay('message.send') && !plain
  const message = useMessage()
  const write = () =>
    message.mutate(customer, { onError: error => void notifications.show({ message: say(error) }) })
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: locale.timeZone }).format(now)
  const near = comingUp(customer, today).slice(0, 2)
  if (near.length === 0) return null
  return (
    <ul className={css.next} data-plain={plain || undefined}>
      {near.map(({ kind, label, on, years }) => {
        const Icon = kind === 'birthday' ? IconCake : IconCalendarHeart
        const when = coming(on)
        return (
          <li key={`${label} ${on}`} className={css.thing}>
            <Icon size={24} stroke={1.6} color="var(--accent)" aria-hidden />
            <div className={css.words}>
              <p className={css.what}>
                {kind === 'birthday' ? t('profile.birthday', { when }) : t('profile.date', { label, when })}
              </p>
              <p className="soft">
                {[
                  dayAndMonth(on, locale.language),
                  years !== null &&
                    (kind === 'birthday'
                      ? t('profile.turns', { age: years })
                      : t('profile.years', { count: years })),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {writes && (
              <Button variant="light" onClick={write} loading={message.isPending}>
                {t('profile.write')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
