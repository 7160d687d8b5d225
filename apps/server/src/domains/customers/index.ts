export { hueOf, initialsOf } from './avatar.ts'
export { lockContacts } from './contact-lock.ts'
export { canonicalPhone, canonicalWhatsapp, phoneOf, shownPhone } from './contact-point.ts'
export {
  contactChanged,
  contactPointOf,
  detachContactPoint,
  giveContactPoint,
} from './contact-points.ts'
export { customerOf } from './customer-of.ts'
export { addOrderNumbers, type CustomerFigures, dropOldNumbers, setFigures } from './figures.ts'
export { lockCustomers, mustKnow } from './known.ts'
export { countList, listCustomers } from './list.ts'
export {
  holdProfiles,
  ownersOfContacts,
  ownersOfExternalIds,
  type Profile,
  type SourceId,
} from './people.ts'
export {
  addAddresses,
  addContactPoints,
  addExternalIds,
  addPeople,
  changeProfiles,
  holdFilters,
  makeKnown,
  type NewAddress,
  type NewPoint,
} from './people-write.ts'
export { readCustomer } from './read.ts'
export { upsertCustomer, upsertCustomers } from './upsert.ts'
export { canonicalPoint, contactKey } from './write-profile.ts'
