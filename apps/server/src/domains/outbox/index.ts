export type { Talk } from './deliver.ts'
export { reconcileSilent } from './reconcile.ts'
export { runOutbox } from './run-outbox.ts'
export { recordStatus } from './status.ts'
