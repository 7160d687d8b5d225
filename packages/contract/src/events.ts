/**
 * The event catalogue: past tense, one row each in `events`, written in the verb's own transaction.
 * Everything that watches (live screens, later webhooks, push, insight) reads these.
 */
export type EventData = {
  'message.received': { messageId: string; sequence: number }
  'message.queued': { messageId: string; sequence: number }
  'message.status_changed': { messageId: string; sequence: number; status: string }
  'conversation.changed': {
    sequence: number
    what: 'assigned' | 'archived' | 'reopened' | 'answered' | 'line'
  }
  'conversation.read': { sequence: number }
  'consent.changed': { sequence: number; before: string; after: string; cause: string }
  'customer.changed': { what: 'created' | 'updated' | 'starred' | 'assigned' | 'noted' | 'wished' }
  /** One for each side: who gave the customer away, and who has them now. */
  'customer.assigned': {
    role: 'before' | 'after'
    staffId: string | null
    homeStoreId: string | null
    byStaffId: string
  }
  'note.mentioned': { noteId: string }
  'order.recorded': { orderId: string; outcome: 'created' | 'updated' }
  /** Something of a cart changed; `version` is the cart's. */
  'cart.changed': {
    cartId: string
    version: number
    what:
      | 'opened'
      | 'items'
      | 'discounts'
      | 'delivery'
      | 'shared'
      | 'saved'
      | 'resumed'
      | 'paid'
      | 'expired'
      | 'emptied'
      | 'turned'
      /** Its payment link is ready, or cannot be made. */
      | 'payment'
  }
  /** Money came; `orderId` is null when it made none, and `problem` says why. */
  'payment.received': {
    paymentId: string
    cartId: string | null
    orderId: string | null
    problem: string | null
  }
  'refund.changed': { refundId: string; orderId: string | null; state: string }
  'staff.access_changed': Record<string, never>
  'settings.changed': { what: string }
  'import.changed': { importId: string; state: string }
}
export type EventType = keyof EventData
