import { operations as os, reading } from '../../platform/http/operations.ts'
import { listCollections, listProducts } from './list.ts'
import { readProduct } from './read.ts'

/** The operations of the catalog; its imports are streams, see the edge. */
export const catalogRoutes = {
  list: os.catalog.list.handler(reading(listProducts)),
  get: os.catalog.get.handler(reading(readProduct)),
  collections: os.catalog.collections.handler(reading(listCollections)),
}
