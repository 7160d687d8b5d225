import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Order, Payment } from '@rapport/contract'
import { exactTime, moneyExactly, useLocale } from '@rapport/ui'
import { IconCash, IconCreditCard, IconExternalLink, IconLink, IconReceipt } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import { withTexts } from '../../../i18n/texts.ts'
import { useMay } from '../../../shell/session.ts'
import { Section } from '../../section.tsx'
import css from '../order-page.module.css'
import { RefundLine } from './refund-line.tsx'
import { SendLine } from './send-line.tsx'
import { useOrderMoney } from './use-order-money.ts'

const RefundSheet = lazy(async () => ({
  default: (await withTexts(['selling'], import('./refund-sheet.tsx'))).RefundSheet,
}))

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const
const icons = { link: IconLink, terminal: IconCreditCard, cash: IconCash }
type Money = NonNullable<ReturnType<typeof useOrderMoney>['data']>

/** How an order that was made here was paid, its receipt, and what went back. Other orders have none of it. */
export const OrderMoney = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const refunds = useMay('order.refund')
  const [open, setOpen] = useState(false)
  const money = useOrderMoney(order.id).data
  if (!money || (money.payments.length === 0 && money.receiptUrl === null)) return null
  return (
    <>
      <Section title={t('refunds.payments')}>
        <ul>
          {money.payments.map(payment => (
            <li key={payment.id}>
              <PaymentLine payment={payment} />
              {payment.refunds.map(refund => (
                <RefundLine key={refund.id} refund={refund} />
              ))}
            </li>
          ))}
        </ul>
        {refunds && money.refundableMinor > 0 && (
          <div className={css.actions}>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('refunds.give')}
            </Button>
            <span className="soft">
              {t('refunds.refundable', {
                amount: moneyExactly(money.refundableMinor, order.currency, language),
              })}
            </span>
          </div>
        )}
      </Section>
      {money.receiptUrl !== null && <Receipt order={order} money={money} url={money.receiptUrl} />}
      <Suspense>
        {open && (
          <RefundSheet order={order} refundableMinor={money.refundableMinor} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  )
}

const PaymentLine = ({ payment }: { payment: Payment }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const Icon = icons[payment.kind]
  const about = [
    methodInWords(payment),
    exactTime(payment.paidAt, locale),
    payment.staff && t('refunds.takenBy', { name: payment.staff.firstName }),
  ].filter(Boolean)
  return (
    <div className={css.event}>
      <Icon {...icon} />
      <div className={css.words}>
        <div className={css.first}>
          <b>{t(`refunds.${payment.kind}`)}</b>
          <span className="num">{moneyExactly(payment.amountMinor, payment.currency, locale.language)}</span>
        </div>
        <p className="soft">{about.join(' · ')}</p>
        <p className="soft num">{t('refunds.reference', { reference: payment.reference })}</p>
        {payment.problem && <p className={css.back}>{t(`refunds.problem.${payment.problem}`)}</p>}
      </div>
    </div>
  )
}

/** «Visa •• 1111»: how the provider names it, as one reads it on the card. */
const methodInWords = ({ method, methodDetail }: Payment): string =>
  [method && method.charAt(0).toUpperCase() + method.slice(1), methodDetail && `•• ${methodDetail}`]
    .filter(Boolean)
    .join(' ')

/** The receipt: to open, and where it went; and to send again, the way the customer wants it. */
const Receipt = ({ order, money, url }: { order: Order; money: Money; url: string }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const sends = useMay('message.send')
  const send = useMutation({
    mutationFn: (way: 'message' | 'email') => api.checkout.sendReceipt({ orderId: order.id, way }),
    onSuccess: () => {
      notifications.show({ message: t('refunds.sendAsked') })
      void queryClient.invalidateQueries({
        queryKey: orpc.payments.ofOrder.key({ input: { orderId: order.id } }),
      })
    },
    onError: error => void notifications.show({ message: say(error) }),
  })
  return (
    <Section title={t('refunds.receipt')}>
      <div className={css.event}>
        <IconReceipt {...icon} />
        <div className={css.words}>
          <a className={css.track} href={url} target="_blank" rel="noreferrer">
            {t('refunds.openReceipt')}
            <IconExternalLink size={16} stroke={1.8} aria-hidden />
            <span className="hidden-visually">{t('refunds.newTab')}</span>
          </a>
          <ul>
            {money.receiptSends.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent stays in its order
              <SendLine key={at} send={each} />
            ))}
          </ul>
          {sends && (
            <div className={css.actions}>
              <Button
                size="sm"
                variant="light"
                loading={send.isPending && send.variables === 'message'}
                onClick={() => send.mutate('message')}
              >
                {t('refunds.sendMessage')}
              </Button>
              <Button
                size="sm"
                variant="light"
                loading={send.isPending && send.variables === 'email'}
                onClick={() => send.mutate('email')}
              >
                {t('refunds.sendEmail')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </Section>
  )
}
