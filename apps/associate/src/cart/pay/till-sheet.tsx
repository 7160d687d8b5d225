import { Button, TextInput } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { moneyExactly, Segmented, Sheet, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCart } from '../use-cart.ts'
import { useTellRefused } from '../use-cart-change.ts'
import { PaidFace } from './paid-face.tsx'
import css from './pay.module.css'
import { watchPayment } from './watching.ts'

type Method = 'terminal' | 'cash'

/** Records what was paid at the terminal or in cash: the amount is read back, the reference is the till's. */
export const TillSheet = ({ cart, onClose }: { cart: Cart; onClose: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const tell = useTellRefused(cart.id)
  const [method, setMethod] = useState<Method>('terminal')
  const [reference, setReference] = useState('')
  const [tried, setTried] = useState(false)
  // As it stood when the sheet was opened: what was read aloud is what is recorded, or nothing.
  const [read] = useState({ version: cart.version, amountMinor: cart.totals.totalMinor })
  useEffect(() => watchPayment(cart.id), [cart.id])
  const now = useCart(cart.id).data ?? cart
  const amount = moneyExactly(read.amountMinor, cart.currency, language)
  const take = useMutation({
    mutationFn: () =>
      api.checkout.takePayment({ cartId: cart.id, method, reference: reference.trim(), ...read }),
    onSuccess: () => {
      for (const queryKey of [orpc.carts.key(), orpc.orders.key(), orpc.customers.key()])
        void queryClient.invalidateQueries({ queryKey })
    },
    onError: error => {
      // What stands in the way is said at the item, so the cart is looked at anew.
      void queryClient.invalidateQueries({ queryKey: orpc.carts.current.key() })
      void tell(error).then(onClose)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reference.trim() !== '') take.mutate()
  }
  const paid = take.data
  return (
    <Sheet opened onClose={onClose} closeLabel={t('app.close')} title={t('pay.title')}>
      {paid ? (
        <PaidFace cart={{ ...now, orderId: paid.orderId }} onClose={onClose} />
      ) : (
        <form className={css.form} onSubmit={submit} noValidate>
          <p className={css.sum}>{amount}</p>
          <Segmented<Method>
            label={t('pay.how')}
            value={method}
            options={[
              { value: 'terminal', label: t('pay.terminal') },
              { value: 'cash', label: t('pay.cash') },
            ]}
            onChange={setMethod}
          />
          <TextInput
            label={t('pay.reference')}
            description={t(method === 'terminal' ? 'pay.referenceTerminal' : 'pay.referenceCash')}
            maxLength={80}
            autoComplete="off"
            data-autofocus
            value={reference}
            onChange={event => setReference(event.currentTarget.value)}
            error={tried && reference.trim() === '' && t('welcome.needed')}
          />
          <Button type="submit" size="lg" fullWidth loading={take.isPending}>
            {t(method === 'terminal' ? 'pay.doneTerminal' : 'pay.doneCash', { amount })}
          </Button>
        </form>
      )}
    </Sheet>
  )
}
