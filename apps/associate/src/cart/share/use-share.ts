import { api, orpc } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { draftKey, readDraft, writeDraft } from '../../conversations/thread/composer/draft-store.ts'
import { useSession } from '../../shell/session.ts'
import { putCart } from '../use-cart.ts'
import { useTellRefused } from '../use-cart-change.ts'
import { withLink } from './with-link.ts'

/**
 * Fixes what the customer will see and puts the words with its link into the composer; sending stays the associate's
 * own tap (CRT-5). What was typed there stays.
 */
export const useShare = (cart: Cart) => {
  const { staff } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const tell = useTellRefused(cart.id)
  return useMutation({
    scope: { id: `cart ${cart.id}` },
    mutationFn: async () => {
      const shared = await api.carts.share({ cartId: cart.id, version: cart.version })
      const conversationId =
        shared.cart.conversationId ??
        (await api.conversations.open({ storeId: cart.storeId, customerId: cart.customer.id })).conversationId
      return { ...shared, conversationId }
    },
    onSuccess: ({ cart: now, url, text, conversationId }) => {
      putCart(queryClient, now)
      void queryClient.invalidateQueries({ queryKey: orpc.carts.current.key() })
      const key = draftKey(staff.id, conversationId)
      writeDraft(key, withLink(readDraft(key)?.text ?? '', url, text))
      void navigate({ to: '/chat/$conversationId', params: { conversationId } })
    },
    onError: error => {
      void tell(error)
      void queryClient.invalidateQueries({ queryKey: orpc.carts.current.key() })
    },
  })
}
