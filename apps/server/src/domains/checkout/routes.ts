import { act, operations as os, verb } from '../../platform/http/operations.ts'
import { refundOrder } from './refund-order.ts'
import { sendReceipt } from './send-receipt.ts'
import { takePayment } from './take-payment.ts'

export const checkoutRoutes = {
  takePayment: os.checkout.takePayment.handler(verb(takePayment)),
  refund: os.checkout.refund.handler(verb(refundOrder)),
  sendReceipt: os.checkout.sendReceipt.handler(act(sendReceipt)),
}
