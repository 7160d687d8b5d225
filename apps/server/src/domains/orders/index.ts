export { refreshFigures } from './figures.ts'
export { importOrders } from './import.ts'
export type { Outcome as OrderOutcome } from './plan.ts'
