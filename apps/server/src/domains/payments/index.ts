export { endLinks } from './end-links.ts'
export { ensureLink } from './ensure-link.ts'
export type { Link, LinkWant } from './link.ts'
export type { Notification, OnLinkChanged, OnNotification } from './notification.ts'
export { readRefund } from './payment-rows.ts'
export { completeLink, linkByReference, linkOf, lockLink, paymentState, spendLink } from './read-link.ts'
export {
  failRefund,
  NotThatMuch,
  recordRefundElsewhere,
  settleRefund,
  wantRefund,
} from './refunds.ts'
export { runPayments } from './run-payments.ts'
export { storeNotifications } from './store-notifications.ts'
export { countStuck } from './stuck.ts'
export type { PaymentTalk } from './talk.ts'
export { wantLink } from './want-link.ts'
