import { Button, TextInput } from '@mantine/core'
import { orpc, refusalOf } from '@rapport/client'
import type { RuleTrial } from '@rapport/contract'
import { IconArrowRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { Trouble } from '../parts/trouble.tsx'
import type { WrittenRule } from './draft.ts'
import css from './rules.module.css'

/** What the rule, as it stands on the screen, would do with a past order; writes nothing. */
export const TryRule = ({ rule }: { rule: WrittenRule | undefined }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const [order, setOrder] = useState('')
  const trial = useMutation(orpc.orders.tryRule.mutationOptions())
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (rule && order.trim() !== '') trial.mutate({ rule, order: order.trim() })
  }
  const trouble =
    trial.error &&
    (refusalOf(trial.error).code === 'NOT_FOUND'
      ? t('rules.noSuchOrder', { number: trial.variables.order })
      : say(trial.error))
  return (
    <section className={css.trial} aria-label={t('rules.try')}>
      <h3 className="d16">{t('rules.try')}</h3>
      <form className={css.ask} onSubmit={ask}>
        <TextInput
          label={t('rules.orderNumber')}
          value={order}
          onChange={event => setOrder(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="light"
          disabled={!rule || order.trim() === ''}
          loading={trial.isPending}
        >
          {t('rules.tryIt')}
        </Button>
      </form>
      {trouble !== null && <Trouble text={trouble} />}
      <div role="status">{trial.data && <Outcome trial={trial.data} />}</div>
    </section>
  )
}

const Outcome = ({ trial }: { trial: RuleTrial }) => {
  const { t } = useTranslation()
  const shown = (value: RuleTrial['before']) =>
    value === null || value === ''
      ? t('rules.empty')
      : Array.isArray(value)
        ? value.join(', ')
        : String(value)
  const who = t('rules.trialOf', { number: trial.orderNumber, name: trial.customerName ?? t('rules.nobody') })
  return (
    <>
      <p className="soft">{who}</p>
      {trial.skipped ? (
        <p>{t(`rules.skipped.${trial.skipped}`)}</p>
      ) : (
        <p className={css.change}>
          <span className="soft">{shown(trial.before)}</span>
          <IconArrowRight size={18} stroke={1.7} aria-label={t('rules.becomes')} />
          <b>{shown(trial.after)}</b>
        </p>
      )}
    </>
  )
}
