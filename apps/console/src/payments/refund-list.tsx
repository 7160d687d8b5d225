import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { Refund } from '@rapport/contract'
import { moneyExactly, Tag, TimeInWords, type Tone, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import css from './payments.module.css'

const tones: Record<Refund['state'], Tone> = { wanted: 'mute', sent: 'mute', done: 'good', failed: 'bad' }

/** What of a payment went back, or did not. */
export const RefundList = ({ refunds }: { refunds: readonly Refund[] }) => {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="refunds">
      <h3 id="refunds" className="d16">
        {t('payments.refunds')}
      </h3>
      <ul className={css.refunds}>
        {refunds.map(refund => (
          <OneRefund key={refund.id} refund={refund} />
        ))}
      </ul>
    </section>
  )
}

const OneRefund = ({ refund }: { refund: Refund }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const retry = useMutation(
    orpc.payments.retryRefund.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.payments.key() }),
      onError: error => {
        notifications.show({ message: say(error) })
        void queryClient.invalidateQueries({ queryKey: orpc.payments.key() })
      },
    }),
  )
  const amount = moneyExactly(refund.amountMinor, refund.currency, language)
  const failed = refund.state === 'failed'
  return (
    <li className={css.refund}>
      <b className="num">{amount}</b>
      <Tag tone={tones[refund.state]}>{t(`payments.refundState.${refund.state}`)}</Tag>
      <span className={`soft ${css.at}`}>
        <TimeInWords at={refund.createdAt} />
      </span>
      <span className={css.words}>
        {refund.reason}
        {' · '}
        {refund.staff ? `${refund.staff.firstName} ${refund.staff.lastName}`.trim() : t('payments.byRule')}
      </span>
      {failed && <span className={`soft ${css.words}`}>{refund.failure ?? t('payments.noReason')}</span>}
      {failed && refund.retriedAs === null && (
        <Button
          variant="light"
          aria-label={t('payments.retryOf', { amount })}
          loading={retry.isPending}
          onClick={() => retry.mutate({ refundId: refund.id })}
        >
          {t('payments.retry')}
        </Button>
      )}
      {failed && refund.retriedAs !== null && (
        <span className={`soft ${css.words}`}>{t('payments.retried')}</span>
      )}
    </li>
  )
}
