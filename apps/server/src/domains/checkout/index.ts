export type { ReceiptContent, ReceiptRefund } from './receipt-content.ts'
export { settle } from './settle.ts'
