import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Product, Variant } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useStore } from '../../shell/store-choice.ts'

export type Whose = { id: string; name: string; firstName?: string }
/** How one speaks of them: by their first name, where it is known. */
export const calledBy = ({ firstName, name }: Whose): string => firstName || name
type Wanted = {
  variant: Variant
  customer: Whose
  /** Born with the tap, so that one tap adds once. */
  clientId: string
}
export type InCart = { what: string; customer: Whose }

/** Puts a variant into the current cart of a customer, and opens one where there is none. */
export const useAddToCart = (product: Product, from: 'search' | 'scan') => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const storeId = useStore().id
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ variant, customer, clientId }: Wanted): Promise<InCart> => {
      const cart = await api.carts.open({ storeId, customerId: customer.id })
      await api.carts.addItem({ cartId: cart.id, clientId, variantId: variant.id, from })
      return { what: [product.name, variant.colour, variant.size].filter(Boolean).join(', '), customer }
    },
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.carts.key() }),
    onError: error =>
      void notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } }),
  })
}
