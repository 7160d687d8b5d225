import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { readByCode } from './by-code.ts'
import { linkProduct, readLinked } from './link.ts'
import { listCollections, listProducts } from './list.ts'
import { readProduct } from './read.ts'

/** The operations of the catalog; its imports are streams, see the edge. */
export const catalogRoutes = ({ publicUrl }: { publicUrl: string }) => ({
  list: os.catalog.list.handler(reading(listProducts)),
  get: os.catalog.get.handler(reading(readProduct)),
  byCode: os.catalog.byCode.handler(reading(readByCode)),
  link: os.catalog.link.handler(verb(linkProduct(publicUrl))),
  linked: os.catalog.linked.handler(reading(readLinked)),
  collections: os.catalog.collections.handler(reading(listCollections)),
})
