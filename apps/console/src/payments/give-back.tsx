import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { Payment } from '@rapport/contract'
import { moneyExactly, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from '../parts/form.module.css'

/** Gives back money that made no order, with a reason that stays with it. */
export const GiveBack = ({ payment }: { payment: Payment }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState(payment.problem ? t(`payments.problem.${payment.problem}`) : '')
  const [tried, setTried] = useState(false)
  const [sure, setSure] = useState(false)
  const giveBack = useMutation(
    orpc.payments.giveBack.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.payments.key() }),
      onError: error => {
        notifications.show({ message: say(error) })
        void queryClient.invalidateQueries({ queryKey: orpc.payments.key() })
      },
    }),
  )
  const left = moneyExactly(payment.amountMinor - payment.refundedMinor, payment.currency, language)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '') return
    // Nothing brings it back: the second press does it.
    if (sure) giveBack.mutate({ paymentId: payment.id, reason: reason.trim() })
    else setSure(true)
  }
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('payments.reason')}
        value={reason}
        maxLength={200}
        onChange={event => setReason(event.currentTarget.value)}
        error={tried && reason.trim() === '' && t('payments.reasonNeeded')}
      />
      <div className={form.acts}>
        <Button
          type="submit"
          color={sure ? 'bad' : 'accent'}
          loading={giveBack.isPending}
          onBlur={() => setSure(false)}
        >
          {t(sure ? 'payments.giveBackSure' : 'payments.giveBack', { amount: left })}
        </Button>
      </div>
    </form>
  )
}
