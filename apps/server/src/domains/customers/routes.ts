import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { assignCustomer, listAssignments } from './assign.ts'
import { orderAttributes, readAttributes, removeAttribute, saveAttribute } from './attributes.ts'
import { addContactPoint } from './contact-points.ts'
import { createCustomer } from './create.ts'
import { countList, listCustomers } from './list.ts'
import { countMentions, seeMentions } from './mentions.ts'
import { addNote, removeNote, updateNote } from './notes.ts'
import { readCustomer } from './read.ts'
import { listMentions, listNoteColleagues, listNotes } from './read-notes.ts'
import { listRecords, readRecord, readRecordByExternalId } from './records.ts'
import { listFilters, removeFilter, renameFilter, reorderFilters, saveFilter } from './saved-filters.ts'
import { findSimilar } from './similar.ts'
import { setStar } from './star.ts'
import { updateCustomer } from './update.ts'
import { upsertGiven } from './upsert-given.ts'
import { addWish, listWishes, removeWish } from './wishlist.ts'
import { listWords } from './words.ts'

/** The operations of customers; the two that end a consent are those of `consent`. */
export const customerRoutes = {
  list: os.customers.list.handler(reading(listCustomers)),
  count: os.customers.count.handler(reading(countList)),
  similar: os.customers.similar.handler(reading(findSimilar)),
  words: os.customers.words.handler(reading(listWords)),
  get: os.customers.get.handler(reading(readCustomer)),
  create: os.customers.create.handler(verb(createCustomer)),
  update: os.customers.update.handler(verb(updateCustomer)),
  addContactPoint: os.customers.addContactPoint.handler(verb(addContactPoint)),
  setStar: os.customers.setStar.handler(verb(setStar)),
  assign: os.customers.assign.handler(verb(assignCustomer)),
  assignments: os.customers.assignments.handler(reading(listAssignments)),
  records: os.customers.records.handler(reading(listRecords)),
  record: os.customers.record.handler(reading(readRecord)),
  recordByExternalId: os.customers.recordByExternalId.handler(reading(readRecordByExternalId)),
  upsert: os.customers.upsert.handler(verb(upsertGiven)),
}

export const noteRoutes = {
  list: os.notes.list.handler(reading(listNotes)),
  colleagues: os.notes.colleagues.handler(reading(listNoteColleagues)),
  add: os.notes.add.handler(verb(addNote)),
  update: os.notes.update.handler(verb(updateNote)),
  remove: os.notes.remove.handler(act(removeNote)),
  mentions: os.notes.mentions.handler(reading(listMentions)),
  mentionCount: os.notes.mentionCount.handler(reading(countMentions)),
  seeMentions: os.notes.seeMentions.handler(verb(seeMentions)),
}

export const wishlistRoutes = {
  list: os.wishlist.list.handler(reading(listWishes)),
  add: os.wishlist.add.handler(verb(addWish)),
  remove: os.wishlist.remove.handler(act(removeWish)),
}

export const attributeRoutes = {
  list: os.attributes.list.handler(reading(async at => ({ attributes: await readAttributes(at) }))),
  save: os.attributes.save.handler(verb(saveAttribute)),
  order: os.attributes.order.handler(verb(orderAttributes)),
  remove: os.attributes.remove.handler(act(removeAttribute)),
}

export const filterRoutes = {
  list: os.filters.list.handler(reading(listFilters)),
  save: os.filters.save.handler(verb(saveFilter)),
  rename: os.filters.rename.handler(verb(renameFilter)),
  remove: os.filters.remove.handler(act(removeFilter)),
  reorder: os.filters.reorder.handler(act(reorderFilters)),
}
