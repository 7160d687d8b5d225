export { findVariants, type SoldVariant } from './find-variants.ts'
