export { runRetention } from './retention.ts'
export { watchLooks } from './views.ts'
