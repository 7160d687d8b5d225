import { newId } from './world.ts'

/** Berlin's things, as somebody who ought not to know them would name them. */
export type Target = {
  storeId: string
  sandboxId: string
  customerId: string
  contactPointId: string
  conversationId: string
  messageId: string
  staffId: string
  roleId: string
  keyId: string
  /** Two of whom it is not decided whether they are one, and a merge that was done. */
  twins: [string, string]
  mergeId: string
  productId: string
  /** Of a product link that was made there. */
  linkCode: string
  orderId: string
  /** Money that made no order, and a refund that failed. */
  paymentId: string
  failedRefundId: string
  /** Priya's open cart, and what may be put into it. */
  cartId: string
  itemId: string
  variantId: string
  /** Somebody with a phone and an email that may be taken from them. */
  spare: { customerId: string; phoneId: string; emailId: string }
  noteId: string
  wishId: string
  filterId: string
  externalId: string
}
export type Call = {
  input: (berlin: Target) => unknown
  /** What staff of another store learn: nothing at all, or what belongs to the business and no store. */
  stranger: 'not-found' | 'business'
  /** The code that a colleague gets in this state; undefined when it goes through. */
  answers?: string
}

export const inStore = (more: object = {}) =>
  ({ input: (at: Target) => ({ storeId: at.storeId, ...more }), stranger: 'not-found' }) as const
export const ofCustomer = (more: object = {}) =>
  ({
    input: (at: Target) => ({ storeId: at.storeId, customerId: at.customerId, ...more }),
    stranger: 'not-found',
  }) as const
export const inConversation = (more: object = {}, answers?: string) =>
  ({
    input: (at: Target) => ({ conversationId: at.conversationId, ...more }),
    stranger: 'not-found',
    ...(answers ? { answers } : {}),
  }) as const
export const ofMessage = (more: object, answers?: string) =>
  ({
    input: (at: Target) => ({ messageId: at.messageId, ...more }),
    stranger: 'not-found',
    ...(answers ? { answers } : {}),
  }) as const
export const ofCart = (more: (at: Target) => object = () => ({}), answers?: string) =>
  ({
    input: (at: Target) => ({ cartId: at.cartId, ...more(at) }),
    stranger: 'not-found',
    ...(answers ? { answers } : {}),
  }) as const
export const ofBusiness = (input: (at: Target) => unknown = () => undefined, answers?: string) =>
  ({ input, stranger: 'business', ...(answers ? { answers } : {}) }) as const
// Imports belong to no store.
export const ofImport = (more: object = {}) => ofBusiness(() => ({ importId: newId(), ...more }), 'NOT_FOUND')
