import { OrderInput, ProductInput, StockInput } from '@rapport/contract'
import { importProducts, importStock } from '../catalog/index.ts'
import { shopifyOrders } from '../orders/index.ts'
import { CustomerInput, takeCustomers } from './take-customers.ts'
import { takeOrders } from './take-orders.ts'
import type { Targets } from './targets.ts'

/** What each kind of file is for: the verb that takes its records, the same that the API has. */
export const importTargets: Targets = {
  orders: { schema: OrderInput, shape: shopifyOrders, write: takeOrders },
  customers: { schema: CustomerInput, write: takeCustomers },
  products: { schema: ProductInput, write: (ctx, inputs) => importProducts(ctx, inputs) },
  stock: { schema: StockInput, write: (ctx, inputs) => importStock(ctx, inputs) },
}
