import { OrderInput, ProductInput, StockInput } from '@rapport/contract'
import type { Targets } from './targets.ts'

/** What each kind of file is for. */
export const importTargets: Targets = {
  orders: { schema: OrderInput, write: async () => [] },
  customers: { schema: OrderInput, write: async () => [] },
  products: { schema: ProductInput, write: async () => [] },
  stock: { schema: StockInput, write: async () => [] },
}
