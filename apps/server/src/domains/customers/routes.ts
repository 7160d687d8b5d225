import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { createCustomer } from './create.ts'
import { listCustomers, readCustomer } from './queries.ts'
import { setStar } from './star.ts'

/** The operations of customers. */
export const customerRoutes = {
  list: os.customers.list.handler(reading(listCustomers)),
  get: os.customers.get.handler(reading(readCustomer)),
  create: os.customers.create.handler(verb(createCustomer)),
  setStar: os.customers.setStar.handler(verb(setStar)),
}
