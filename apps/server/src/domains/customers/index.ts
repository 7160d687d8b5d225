export { hueOf, initialsOf } from './avatar.ts'
export { canonicalPhone, shownPhone } from './contact-point.ts'
export { customerOf } from './customer-of.ts'
export { listCustomers } from './queries.ts'
