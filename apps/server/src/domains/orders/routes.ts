import { operations as os, reading } from '../../platform/http/operations.ts'
import { listOrders } from './list.ts'
import { readOrder } from './read.ts'

/** The operations of orders; their import is a stream, see the edge. */
export const orderRoutes = {
  list: os.orders.list.handler(reading(listOrders)),
  get: os.orders.get.handler(reading((at, { orderId }) => readOrder(at, orderId))),
}
