import { orderFromShopify } from './shapes/shopify.ts'
import { orderFromShopifyTable } from './shapes/shopify-table.ts'

export { knownVersions } from './as-known.ts'
export { refreshFigures } from './figures.ts'
export { importOrders, recordOwnOrder } from './import.ts'
export { keysGiven } from './keys-given.ts'
export { mustSeeOrder } from './read.ts'
export { addReturn, holdOrder, strikeReturn } from './returns.ts'

/** Orders as Shopify gives them: documents of its API, rows of its export. Both throw a `ShapeProblem` with a sentence. */
export const shopifyOrders = { document: orderFromShopify, table: orderFromShopifyTable }
