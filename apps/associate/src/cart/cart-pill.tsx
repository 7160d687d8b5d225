import { Button } from '@mantine/core'
import type { Cart } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { IconRefresh, IconShoppingBag } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './cart-pill.module.css'
import { mendOf } from './mend.ts'
import { useShare } from './share/use-share.ts'
import { useCurrentCart } from './use-cart.ts'

/** The way into the cart, above the composer: a bag, and what is in it. Says when what was shared is not true any more. */
export const CartPill = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const cart = useCurrentCart(customerId).data?.cart ?? null
  const full = cart !== null && cart.totals.units > 0
  const amount = cart ? moneyInWords(cart.totals.totalMinor, cart.currency, language) : ''
  const name = full ? t('cart.buttonFull', { count: cart.totals.units, amount }) : t('cart.buttonEmpty')
  return (
    <>
      {full && cart.sharedVersion !== null && <SharedWrong cart={cart} />}
      <Link
        to="/customers/$customerId/cart"
        params={{ customerId }}
        className={css.pill}
        aria-label={name}
        title={name}
      >
        <IconShoppingBag size={20} stroke={1.7} aria-hidden />
        {full && <span className="num">{`${cart.totals.units} · ${amount}`}</span>}
      </Link>
    </>
  )
}

/** Why the customer cannot pay what was shared: it has changed (CRT-6), or its link could not be made. */
const SharedWrong = ({ cart }: { cart: Cart }) => {
  if (cart.version > (cart.sharedVersion ?? 0))
    return <Strip cart={cart} words="cart.stripChanged" way="cart.stripShare" />
  if (cart.payment === 'failed') return <Strip cart={cart} words="cart.shared.failed" way="app.retry" />
  return null
}

type StripProps = {
  cart: Cart
  words: 'cart.stripChanged' | 'cart.shared.failed'
  way: 'cart.stripShare' | 'app.retry'
}
const Strip = ({ cart, words, way }: StripProps) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const share = useShare(cart)
  const again = () => {
    if (mendOf(cart) === null) share.mutate()
    else void navigate({ to: '/customers/$customerId/cart', params: { customerId: cart.customer.id } })
  }
  return (
    <div className={css.changed} role="status">
      <IconRefresh size={18} stroke={1.8} aria-hidden />
      <span>{t(words)}</span>
      <Button variant="subtle" loading={share.isPending} onClick={again}>
        {t(way)}
      </Button>
    </div>
  )
}
