import type { LiveSignal } from '@rapport/contract'
import type { QueryClient } from '@tanstack/react-query'
import { orpc } from '../api.ts'
import { refreshConversation } from '../inbox/refresh-conversation.ts'
import { clearUnread } from '../inbox/row-cache.ts'
import { clearPresence, setPresence } from './presence.ts'
import { refreshCart } from './refresh-cart.ts'
import { refreshCustomer, refreshTimeline } from './refresh-customer.ts'
import { tellSignal } from './signal-listeners.ts'

/** Makes the cache agree with what the server says has changed. */
export const applySignal = (queryClient: QueryClient, signal: LiveSignal): void => {
  tellSignal(signal)
  switch (signal.type) {
    case 'hello':
      clearPresence(queryClient)
      return
    case 'conversation':
      refreshConversation(queryClient, signal.storeId, signal.conversationId)
      if (signal.customerId) refreshTimeline(queryClient, signal.customerId)
      return
    case 'read':
      clearUnread(queryClient, signal.conversationId)
      refreshCounts(queryClient)
      return
    case 'presence':
      setPresence(queryClient, signal.conversationId, signal.present)
      return
    case 'customer':
      refreshCustomer(queryClient, signal.customerId)
      refreshCustomerLists(queryClient)
      return
    case 'mention':
      void queryClient.invalidateQueries({ queryKey: orpc.notes.mentions.key() })
      void queryClient.invalidateQueries({ queryKey: orpc.notes.mentionCount.key() })
      return
    case 'assigned':
      // The signal about the customer, which comes with it, brings what is shown of them.
      return
    case 'cart':
      refreshCart(queryClient, signal)
      return
    case 'import':
      void queryClient.invalidateQueries({ queryKey: orpc.imports.key() })
      return
    case 'session':
      void queryClient.invalidateQueries({ queryKey: orpc.session.key() })
      return
    case 'reload':
      void queryClient.invalidateQueries()
      return
  }
}

/** Lists of customers are long and change slowly: at most one fetch in this time, and never the last change missed. */
const customerListsMs = 4000
let customerListsDue = false
const refreshCustomerLists = (queryClient: QueryClient) => {
  if (customerListsDue) return
  customerListsDue = true
  setTimeout(() => {
    customerListsDue = false
    void queryClient.invalidateQueries({ queryKey: orpc.customers.list.key() })
    void queryClient.invalidateQueries({ queryKey: orpc.customers.count.key() })
    // What headquarters decides about people is decided for every screen on which it waits.
    void queryClient.invalidateQueries({ queryKey: orpc.profiles.duplicates.key() })
    void queryClient.invalidateQueries({ queryKey: orpc.profiles.recentMerges.key() })
    void queryClient.invalidateQueries({ queryKey: orpc.orders.ambiguous.key() })
  }, customerListsMs)
}

const refreshCounts = (queryClient: QueryClient) =>
  void queryClient.invalidateQueries({ queryKey: orpc.conversations.counts.key() })

/** After a start without a known position: what was fetched before the stream stood may be old. */
export const catchUp = (queryClient: QueryClient): void => {
  void queryClient.invalidateQueries({ queryKey: orpc.conversations.key() })
  void queryClient.invalidateQueries({ queryKey: orpc.carts.key() })
  void queryClient.invalidateQueries({ queryKey: orpc.imports.key() })
  tellSignal({ type: 'reload' })
}
