export { endLinks } from './end-links.ts'
export { type EnsuredLink, ensureLink } from './ensure-link.ts'
export { type Link, type LinkState, type LinkWant, type PaymentState, paymentStateOf } from './link.ts'
export type { Notification, OnLinkChanged, OnNotification } from './notification.ts'
export { readRefund } from './payment-rows.ts'
export { completeLink, linkByReference, linkOf, lockLink, paymentState, spendLink } from './read-link.ts'
export {
  failRefund,
  NotThatMuch,
  type RefundWant,
  type SettledRefund,
  settleRefund,
  wantRefund,
} from './refunds.ts'
export { runPayments } from './run-payments.ts'
export { storeNotifications } from './store-notifications.ts'
export { countStuck } from './stuck.ts'
export type { PaymentTalk } from './talk.ts'
export { wantLink } from './want-link.ts'
