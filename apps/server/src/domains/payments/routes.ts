import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { giveBack, retryRefund } from './give-back.ts'
import { getPayment, listFailedRefunds, listPayments, listStuck } from './list-payments.ts'
import { paymentsOfOrder } from './of-order.ts'

/** The operations of payments. `publicUrl` is where receipts are found. */
export const paymentRoutes = ({ publicUrl }: { publicUrl: string }) => ({
  list: os.payments.list.handler(reading(listPayments)),
  get: os.payments.get.handler(reading(getPayment)),
  giveBack: os.payments.giveBack.handler(verb(giveBack)),
  failedRefunds: os.payments.failedRefunds.handler(reading(listFailedRefunds)),
  retryRefund: os.payments.retryRefund.handler(verb(retryRefund)),
  stuck: os.payments.stuck.handler(reading(listStuck)),
  ofOrder: os.payments.ofOrder.handler(reading((at, input) => paymentsOfOrder(at, input, publicUrl))),
})
