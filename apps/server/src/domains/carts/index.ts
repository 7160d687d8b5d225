export { type NotPayable, payable, type ToBePaid } from './cart.ts'
export type { CartContent } from './content.ts'
export { type LockedCart, lockCart } from './lock.ts'
export { payCart } from './paid.ts'
