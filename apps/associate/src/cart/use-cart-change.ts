import { notifications } from '@mantine/notifications'
import { api, orpc, refusalOf } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { putCart } from './use-cart.ts'

/**
 * One change of a cart. Changes of one cart go one after the other, so that each sees what the last one left, and the
 * answer is what every screen shows. Whoever was overtaken by a colleague is told what is true now.
 */
export const useCartChange = <Input = void>(
  cart: Pick<Cart, 'id'>,
  change: (input: Input) => Promise<Cart>,
  quiet: readonly string[] = [],
) => {
  const queryClient = useQueryClient()
  const tell = useTellRefused(cart.id)
  return useMutation({
    scope: { id: `cart ${cart.id}` },
    mutationFn: change,
    onSuccess: answer => putCart(queryClient, answer),
    onError: error => {
      if (!quiet.includes(refusalOf(error).code)) void tell(error)
      void queryClient.invalidateQueries({ queryKey: orpc.carts.current.key() })
    },
  })
}

/** Says why something was refused, and of a cart that moved on what became of it. */
export const useTellRefused = (cartId: string | undefined) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const nowOf = async (id: string) => {
    const now = await api.carts.get({ cartId: id })
    putCart(queryClient, now)
    const amount = moneyInWords(now.totals.totalMinor, now.currency, language)
    return now.state === 'open'
      ? t('cart.movedOn', { count: now.totals.units, amount })
      : t(`cart.closed.${now.state}`)
  }
  return async (error: unknown) => {
    const { code } = refusalOf(error)
    const moved = code === 'CART_CLOSED' || code === 'CART_MOVED_ON'
    const message = moved && cartId ? await nowOf(cartId).catch(() => say(error)) : say(error)
    notifications.show({ message, closeButtonProps: { 'aria-label': t('app.close') } })
  }
}
