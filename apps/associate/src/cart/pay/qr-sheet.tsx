import { Button } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { moneyExactly, Sheet, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed, Pending } from '../../shell/faces.tsx'
import { putCart, useCart } from '../use-cart.ts'
import { PaidFace } from './paid-face.tsx'
import css from './pay.module.css'
import { QrCode } from './qr-code.tsx'
import { watchPayment } from './watching.ts'

/** The customer's own page as a code on the associate's screen; the moment it is paid, it says so. */
export const QrSheet = (props: { cart: Cart; name: string; onClose: () => void }) => {
  const { cart, name, onClose } = props
  const { t } = useTranslation()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const now = useCart(cart.id, true).data ?? cart
  const share = useMutation({
    mutationFn: () => api.carts.share({ cartId: now.id, version: now.version }),
    onSuccess: ({ cart: shared }) => {
      putCart(queryClient, shared)
      void queryClient.invalidateQueries({ queryKey: orpc.carts.current.key() })
    },
  })
  const { mutate } = share
  useEffect(() => watchPayment(cart.id), [cart.id])
  const shown = cart.sharedVersion === cart.version
  useEffect(() => {
    if (!shown) mutate()
  }, [shown, mutate])
  const stale = now.state === 'open' && now.sharedVersion !== now.version && !share.isPending
  return (
    <Sheet
      opened
      onClose={onClose}
      closeLabel={t('app.close')}
      title={now.state === 'paid' ? name : t('pay.scanTitle', { name })}
    >
      {now.state === 'paid' ? (
        <PaidFace cart={now} onClose={onClose} />
      ) : share.error ? (
        <LoadFailed error={share.error} onRetry={() => mutate()} />
      ) : now.sharedVersion === null || share.isPending ? (
        <Pending />
      ) : (
        <div className={css.qr}>
          <QrCode address={now.pageUrl} label={t('pay.code', { name })} />
          <p className={css.sum}>{moneyExactly(now.totals.totalMinor, now.currency, language)}</p>
          <p className="soft" role="status">
            {t(now.payment === 'preparing' ? 'pay.preparing' : 'pay.waiting')}
          </p>
          {stale && (
            <Button variant="light" onClick={() => mutate()}>
              {t('cart.shareAgain', { name })}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  )
}
