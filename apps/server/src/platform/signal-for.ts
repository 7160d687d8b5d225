import type { LiveSignal } from '@rapport/contract'
import type { Viewer } from './context.ts'
import type { EventRow } from './follower.ts'

type CartSignal = Extract<LiveSignal, { type: 'cart' }>

/** What this person is told of an event; null when it is none of their business. */
export function signalFor(viewer: Viewer, event: EventRow, own: ReadonlySet<string>): LiveSignal | null {
  if (event.type === 'staff.access_changed')
    return event.staff_id === viewer.staffId ? { type: 'session' } : null
  if (event.type === 'import.changed')
    return viewer.permissions.has('import.manage')
      ? { type: 'import', importId: (event.data as { importId: string }).importId }
      : null
  const storeId = event.store_id
  if (!storeId || !viewer.storeIds.includes(storeId)) return null
  if (event.type === 'customer.changed' || event.type === 'order.recorded')
    return event.customer_id ? { type: 'customer', storeId, customerId: event.customer_id } : null
  const mine = forMe(viewer, event, storeId)
  if (mine !== undefined) return mine
  const conversationId = event.conversation_id
  const sees =
    conversationId !== null &&
    (viewer.permissions.has('inbox.store') || own.has(`${viewer.staffId} ${conversationId}`))
  const cart = cartEvent(event)
  if (cart)
    return {
      type: 'cart',
      storeId,
      customerId: event.customer_id,
      conversationId: sees ? conversationId : null,
      ...cart,
    }
  if (!conversationId) return null
  if (event.type === 'conversation.read')
    return event.staff_id === viewer.staffId ? { type: 'read', storeId, conversationId } : null
  if (!sees) return null
  const { sequence, messageId } = event.data as { sequence?: number; messageId?: string }
  return {
    type: 'conversation',
    storeId,
    conversationId,
    sequence: sequence ?? 0,
    messageId: messageId ?? null,
    customerId: event.customer_id,
    event: event.type,
  }
}

/** What concerns one person only, and what they did themselves not even them; undefined when it is none of that. */
function forMe(viewer: Viewer, event: EventRow, storeId: string): LiveSignal | null | undefined {
  if (event.type !== 'note.mentioned' && event.type !== 'customer.assigned') return undefined
  const customerId = event.customer_id
  const { noteId, role, byStaffId } = event.data as Record<'noteId' | 'role' | 'byStaffId', string>
  if (event.staff_id !== viewer.staffId || !customerId) return null
  if (event.type === 'note.mentioned') return { type: 'mention', storeId, customerId, noteId }
  return role === 'after' && byStaffId !== viewer.staffId ? { type: 'assigned', storeId, customerId } : null
}

/** What a signal says of an event of carts and money; undefined when it is none. */
function cartEvent(event: EventRow): Pick<CartSignal, 'cartId' | 'event' | 'orderId'> | undefined {
  const {
    cartId = null,
    orderId = null,
    what,
  } = event.data as Record<'cartId' | 'orderId' | 'what', string | null>
  if (event.type === 'cart.changed')
    return { cartId, orderId: null, event: what === 'paid' ? 'paid' : 'changed' }
  if (event.type === 'payment.received') return { cartId, orderId, event: orderId ? 'paid' : 'problem' }
  return event.type === 'refund.changed' ? { cartId: null, orderId, event: 'refund' } : undefined
}
