export { createReceiver, type Receiver } from './inbound-batch.ts'
export { recordMissedCall } from './missed-call.ts'
export { reconcileInbound } from './reconcile-inbound.ts'
