export { findVariants, type SoldVariant } from './find-variants.ts'
export { importProducts } from './import-products.ts'
export { importStock } from './import-stock.ts'
