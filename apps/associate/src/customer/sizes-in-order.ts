import type { Sizes } from '@rapport/contract'

/** What people wear, what is worn most of the body first. */
export const sizesInOrder = (sizes: Sizes): [kind: string, size: string][] =>
  Object.entries(sizes).sort(([a], [b]) => Number(b === 'garment') - Number(a === 'garment'))
