import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Order } from '@rapport/contract'
import { Chip, Chips, moneyExactly, Note, Segmented, Sheet, useLocale } from '@rapport/ui'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typedAmount } from '../../../cart/amount.ts'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import { Check } from './check.tsx'
import css from './refund.module.css'
import { RefundLines } from './refund-lines.tsx'
import { linesBack } from './what-back.ts'

type Kind = 'all' | 'lines' | 'amount'
type Props = { order: Order; refundableMinor: number; onClose: () => void }
const reasons = ['returned', 'flaw', 'wrong', 'goodwill'] as const

/** Gives money back: what and why, then once more what it comes to before it goes. */
export const RefundSheet = ({ order, refundableMinor, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  // One for the sheet: whatever is tapped in it goes back once.
  const [clientId] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<Kind>('all')
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map())
  const [shipping, setShipping] = useState(false)
  const [words, setWords] = useState('')
  const [reason, setReason] = useState('')
  const [restock, setRestock] = useState(false)
  const [tried, setTried] = useState(false)
  const [sure, setSure] = useState(false)
  const money = (minor: number) => moneyExactly(minor, order.currency, language)
  const typed = typedAmount(words, order.currency) ?? 0
  const backMinor =
    kind === 'all' ? refundableMinor : kind === 'lines' ? linesBack(order, chosen, shipping) : typed
  const possible = backMinor > 0 && backMinor <= refundableMinor
  const lines = [...chosen].filter(([, quantity]) => quantity > 0)
  const give = useMutation({
    mutationFn: () =>
      api.checkout.refund({
        orderId: order.id,
        clientId,
        what:
          kind === 'all'
            ? { kind }
            : kind === 'amount'
              ? { kind, amountMinor: typed }
              : { kind, shipping, lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })) },
        reason: reason.trim(),
        restock: restock && kind !== 'amount',
      }),
    onSuccess: () => {
      notifications.show({ message: t('refunds.asked') })
      void queryClient.invalidateQueries({ queryKey: orpc.payments.key() })
      void queryClient.invalidateQueries({ queryKey: orpc.orders.key() })
      onClose()
    },
    onError: error => {
      setSure(false)
      notifications.show({ message: say(error) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (possible && reason.trim() && (kind !== 'lines' || lines.length > 0)) setSure(true)
  }
  return (
    <Sheet opened onClose={onClose} closeLabel={t('app.close')} title={t('refunds.title')}>
      {sure ? (
        <div className={css.form}>
          <p className={css.sum}>{money(backMinor)}</p>
          <Note tone="warn" icon={<IconReceiptRefund size={20} stroke={1.7} aria-hidden />}>
            {t('refunds.sure', { amount: money(backMinor) })}
          </Note>
          <div className={css.actions}>
            <Button variant="default" disabled={give.isPending} onClick={() => setSure(false)}>
              {t('refunds.back')}
            </Button>
            <Button data-autofocus loading={give.isPending} onClick={() => give.mutate()}>
              {t('refunds.confirm', { amount: money(backMinor) })}
            </Button>
          </div>
        </div>
      ) : (
        <form className={css.form} onSubmit={submit} noValidate>
          <Segmented<Kind>
            label={t('refunds.what')}
            value={kind}
            options={(['all', 'lines', 'amount'] as const).map(value => ({
              value,
              label: t(`refunds.${value}`),
            }))}
            onChange={setKind}
          />
          {kind === 'lines' && (
            <RefundLines
              order={order}
              chosen={chosen}
              shipping={shipping}
              onChoose={(lineId, quantity) => setChosen(new Map(chosen).set(lineId, quantity))}
              onShipping={setShipping}
            />
          )}
          {kind === 'amount' && (
            <TextInput
              label={t('refunds.amountLabel', { currency: order.currency })}
              inputMode="decimal"
              autoComplete="off"
              value={words}
              onChange={event => setWords(event.currentTarget.value)}
              error={tried && !possible && t('refunds.amountWrong', { amount: money(refundableMinor) })}
            />
          )}
          <TextInput
            label={t('refunds.reason')}
            maxLength={200}
            autoComplete="off"
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
            error={tried && !reason.trim() && t('refunds.reasonNeeded')}
          />
          <div className={css.chips}>
            <Chips label={t('refunds.usual')}>
              {reasons.map(each => {
                const said = t(`refunds.reasons.${each}`)
                return (
                  <Chip
                    key={each}
                    on={reason === said}
                    onToggle={() => setReason(reason === said ? '' : said)}
                  >
                    {said}
                  </Chip>
                )
              })}
            </Chips>
          </div>
          {kind !== 'amount' && (
            <Check label={t('refunds.restock')} checked={restock} onChange={setRestock} />
          )}
          <p role="status" className={tried && !possible ? css.wrong : 'soft'}>
            {backMinor === 0
              ? t('refunds.noneChosen')
              : backMinor > refundableMinor
                ? t('refunds.amountWrong', { amount: money(refundableMinor) })
                : t('refunds.allOf', { amount: money(backMinor) })}
          </p>
          <div className={css.actions}>
            <Button type="submit">{t('refunds.give')}</Button>
          </div>
        </form>
      )}
    </Sheet>
  )
}
