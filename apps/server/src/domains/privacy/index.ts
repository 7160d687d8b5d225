export { holdErasureKey, replaceErasureKey } from './erasure-key.ts'
export { runRetention } from './retention.ts'
export { watchLooks } from './views.ts'
