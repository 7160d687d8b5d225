import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { addToDraft, draftKey } from '../../conversations/thread/composer/draft-store.ts'
import { type Addressee, useConversationWith } from '../../customers/use-message.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useSession } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'

/** Puts the product's link into the draft to a customer and goes there; who has not agreed yet is asked first. */
export const useShare = (productId: string, variantId: string | undefined) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const navigate = useNavigate()
  const storeId = useStore().id
  const { staff } = useSession()
  const conversationWith = useConversationWith()
  return useMutation({
    mutationFn: async (customer: Addressee) => {
      const conversationId = await conversationWith(customer)
      if (!conversationId) return null
      const { text } = await api.catalog.link({
        storeId,
        productId,
        customerId: customer.id,
        ...(variantId ? { variantId } : {}),
      })
      addToDraft(draftKey(staff.id, conversationId), text)
      return conversationId
    },
    onSuccess: (conversationId, customer) =>
      conversationId
        ? navigate({ to: '/chat/$conversationId', params: { conversationId } })
        : navigate({ to: '/customers/$customerId/opt-in', params: { customerId: customer.id } }),
    onError: error =>
      void notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } }),
  })
}
