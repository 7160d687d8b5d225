import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { listAmbiguous } from './ambiguous.ts'
import { findOrders } from './find-orders.ts'
import { listOrders } from './list.ts'
import { putOrder } from './put.ts'
import { readOrder } from './read.ts'
import { resolveOrder } from './resolve.ts'
import { deleteRule, listRules, saveRule, sortRules } from './rules.ts'
import { tryRule } from './try-rule.ts'

/** The operations of orders; their import is a stream, see the edge. */
export const orderRoutes = {
  find: os.orders.find.handler(reading(findOrders)),
  list: os.orders.list.handler(reading(listOrders)),
  get: os.orders.get.handler(reading((at, { orderId }) => readOrder(at, orderId))),
  put: os.orders.put.handler(verb(putOrder)),
  ambiguous: os.orders.ambiguous.handler(reading(listAmbiguous)),
  resolve: os.orders.resolve.handler(verb(resolveOrder)),
  rules: os.orders.rules.handler(reading(async at => ({ rules: await listRules(at) }))),
  saveRule: os.orders.saveRule.handler(verb(saveRule)),
  deleteRule: os.orders.deleteRule.handler(act(deleteRule)),
  sortRules: os.orders.sortRules.handler(verb(sortRules)),
  tryRule: os.orders.tryRule.handler(verb(tryRule)),
}
