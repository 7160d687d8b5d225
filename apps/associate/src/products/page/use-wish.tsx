import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import type { Product, Variant } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import removal from '../../customer/use-removal.module.css'
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
      void queryClient.invalidateQueries({ queryKey: wishesKey(customer.id) })
      const what = [product.name, chosen?.colour, chosen?.size].filter(Boolean).join(', ')
      const see = () => {
        notifications.hide(wish.id)
        void navigate({ to: '/customers/$customerId/wishlist', params: { customerId: customer.id } })
      }
      notifications.show({
        id: wish.id,
        closeButtonProps: { 'aria-label': t('app.close') },
        message: (
          <span className={removal.line}>
            {t('products.wished', { what, name: calledBy(customer) })}
            <Button variant="subtle" onClick={see}>
              {t('products.toWishes')}
            </Button>
          </span>
        ),
      })
    },
    onError: error =>
      void notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } }),
  })
}
