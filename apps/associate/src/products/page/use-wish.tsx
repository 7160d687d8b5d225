import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import type { Product, Variant } from '@rapport/contract'
import { NoticeLine } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { wishesKey } from '../../customer/wishlist/use-wishlist.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useStore } from '../../shell/store-choice.ts'
import { calledBy, type Whose } from './use-add-to-cart.ts'

type Wanted = { customer: Whose; chosen: Variant | undefined }

/** Puts the product on a customer's wishlist, as far as it is chosen, and says where it stands now. */
export const useWish = (product: Product) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const storeId = useStore().id
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ customer, chosen }: Wanted) =>
      api.wishlist.add({
        storeId,
        customerId: customer.id,
        productId: product.id,
        ...(chosen ? { variantId: chosen.id } : {}),
      }),
    onSuccess: (wish, { customer, chosen }) => {
      const what = [product.name, chosen?.colour, chosen?.size].filter(Boolean).join(', ')
      const see = () =>
        void navigate({ to: '/customers/$customerId/wishlist', params: { customerId: customer.id } })
      const words = t('products.wished', { what, name: calledBy(customer) })
      notifications.show({
        id: wish.id,
        closeButtonProps: { 'aria-label': t('app.close') },
        message: <NoticeLine id={wish.id} words={words} act={t('products.toWishes')} onAct={see} />,
      })
      // Until the list has it, a second tap would mean the same again.
      return queryClient.invalidateQueries({ queryKey: wishesKey(customer.id) })
    },
    onError: error =>
      void notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } }),
  })
}
