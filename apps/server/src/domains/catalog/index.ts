export { findVariants, type SoldVariant } from './find-variants.ts'
export type { CatalogOutcome } from './given.ts'
export { importProducts } from './import-products.ts'
export { importStock } from './import-stock.ts'
