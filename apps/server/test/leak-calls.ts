import { ndjson } from '@rapport/contract'
import { anOrder } from './order.ts'
import { newId } from './world.ts'

/** Berlin's things, as somebody who ought not to know them would name them. */
export type Target = {
  storeId: string
  sandboxId: string
  customerId: string
  contactPointId: string
  conversationId: string
  messageId: string
  staffId: string
  roleId: string
  keyId: string
  /** Two of whom it is not decided whether they are one, and a merge that was done. */
  twins: [string, string]
  mergeId: string
  productId: string
  orderId: string
  /** Somebody with a phone and an email that may be taken from them. */
  spare: { customerId: string; phoneId: string; emailId: string }
  noteId: string
  wishId: string
  filterId: string
  externalId: string
}
type Call = {
  input: (berlin: Target) => unknown
  /** What staff of another store learn: nothing at all, or what belongs to the business and no store. */
  stranger: 'not-found' | 'business'
  /** The code that a colleague gets in this state; undefined when it goes through. */
  answers?: string
}

const inStore = (more: object = {}) =>
  ({ input: (at: Target) => ({ storeId: at.storeId, ...more }), stranger: 'not-found' }) as const
const ofCustomer = (more: object = {}) =>
  ({
    input: (at: Target) => ({ storeId: at.storeId, customerId: at.customerId, ...more }),
    stranger: 'not-found',
  }) as const
const inConversation = (more: object = {}, answers?: string) =>
  ({
    input: (at: Target) => ({ conversationId: at.conversationId, ...more }),
    stranger: 'not-found',
    ...(answers ? { answers } : {}),
  }) as const
const ofMessage = (more: object, answers?: string) =>
  ({
    input: (at: Target) => ({ messageId: at.messageId, ...more }),
    stranger: 'not-found',
    ...(answers ? { answers } : {}),
  }) as const
const ofBusiness = (input: (at: Target) => unknown = () => undefined, answers?: string) =>
  ({ input, stranger: 'business', ...(answers ? { answers } : {}) }) as const
// Imports belong to no store.
const ofImport = (more: object = {}) => ofBusiness(() => ({ importId: newId(), ...more }), 'NOT_FOUND')
const request = (at: Target) => ({
  storeId: at.storeId,
  customerId: at.customerId,
  contactPointId: at.contactPointId,
  channel: 'sms',
  introduction: 'Hello',
})
const newStaff = () => ({
  firstName: 'New',
  lastName: 'Here',
  email: `${newId()}@alder.example`,
  password: 'correct horse battery',
})

const linesOf = (...lines: object[]) =>
  new File([lines.map(line => `${JSON.stringify(line)}\n`).join('')], 'lines.ndjson', { type: ndjson })

const aRule = {
  name: 'City of the store',
  target: 'city',
  input: { kind: 'store', field: 'city' },
  runs: 'only_when_empty',
  condition: null,
  active: true,
}

/** Valid input for every operation of the contract; one that is missing here fails the leak test. */
export const calls: Record<string, Call> = {
  'setup.status': ofBusiness(),
  'setup.create': ofBusiness(
    () => ({
      setupCode: 'guessed',
      business: { name: 'Mine', language: 'en' },
      admin: newStaff(),
      store: { name: 'Mine', city: 'Bonn', country: 'DE', timeZone: 'Europe/Berlin' },
    }),
    'ALREADY_SET_UP',
  ),
  'session.get': ofBusiness(),
  'session.setLanguage': ofBusiness(() => ({ language: 'de' })),
  'session.colleagues': inStore(),
  'staff.list': ofBusiness(),
  'staff.create': ofBusiness(at => ({ ...newStaff(), roleId: at.roleId, storeIds: [] })),
  'staff.update': ofBusiness(at => ({ staffId: at.staffId })),
  'staff.roles': ofBusiness(),
  'staff.saveRole': ofBusiness(() => ({ roleId: newId(), name: newId(), permissions: [] })),
  'stores.list': ofBusiness(),
  'stores.create': ofBusiness(() => ({
    name: 'Bonn',
    city: 'Bonn',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    language: 'de',
  })),
  'stores.allowList': { input: at => ({ storeId: at.sandboxId }), stranger: 'not-found' },
  'stores.setAllowList': { input: at => ({ storeId: at.sandboxId, numbers: [] }), stranger: 'not-found' },
  'stores.business': ofBusiness(),
  'stores.saveBusiness': ofBusiness(() => ({ frequencyDays: 30 })),
  'customers.list': inStore(),
  'customers.get': {
    input: at => ({ storeId: at.storeId, customerId: at.customerId }),
    stranger: 'not-found',
  },
  'customers.create': {
    input: at => ({ storeId: at.storeId, firstName: 'Ada', lastName: '', email: `${newId()}@example.com` }),
    stranger: 'not-found',
  },
  'customers.setStar': {
    input: at => ({ customerId: at.customerId, starred: true }),
    stranger: 'not-found',
  },
  'customers.count': inStore(),
  'customers.similar': inStore({ name: 'Priya' }),
  'customers.update': ofCustomer({ city: 'Berlin' }),
  'customers.addContactPoint': ofCustomer({ kind: 'email', value: 'priya@example.com' }),
  'customers.replaceContactPoint': {
    input: at => ({
      storeId: at.storeId,
      customerId: at.spare.customerId,
      contactPointId: at.spare.phoneId,
      value: '+4917139200555',
    }),
    stranger: 'not-found',
  },
  'customers.removeContactPoint': {
    input: at => ({
      storeId: at.storeId,
      customerId: at.spare.customerId,
      contactPointId: at.spare.emailId,
    }),
    stranger: 'not-found',
  },
  'customers.assign': {
    input: at => ({ storeId: at.storeId, customerId: at.customerId, staffId: at.staffId }),
    stranger: 'not-found',
  },
  'customers.assignments': ofCustomer(),
  'customers.records': ofBusiness(() => ({})),
  'customers.record': { input: at => ({ customerId: at.customerId }), stranger: 'not-found' },
  'customers.recordByExternalId': { input: at => ({ externalId: at.externalId }), stranger: 'not-found' },
  'customers.upsert': ofBusiness(at => ({
    customers: [{ externalId: newId(), firstName: 'Ada', storeIds: [at.storeId] }],
  })),
  'notes.list': ofCustomer(),
  'notes.colleagues': ofCustomer(),
  'notes.add': ofCustomer({ body: 'Likes linen' }),
  'notes.update': { input: at => ({ noteId: at.noteId, pinned: true }), stranger: 'not-found' },
  'notes.remove': { input: at => ({ noteId: at.noteId }), stranger: 'not-found', answers: 'NOT_MINE' },
  'notes.mentions': ofBusiness(() => ({})),
  'wishlist.list': ofCustomer(),
  'wishlist.add': {
    input: at => ({ storeId: at.storeId, customerId: at.customerId, productId: at.productId }),
    stranger: 'not-found',
  },
  'wishlist.remove': {
    input: at => ({ storeId: at.storeId, customerId: at.customerId, itemId: at.wishId }),
    stranger: 'not-found',
  },
  'attributes.list': ofBusiness(),
  'attributes.save': ofBusiness(() => ({ key: 'glove', label: 'Glove size', kind: 'text' })),
  'attributes.order': ofBusiness(() => ({ keys: ['glove'] })),
  'attributes.remove': ofBusiness(() => ({ key: 'glove' })),
  'filters.list': inStore(),
  'filters.save': ofBusiness(() => ({ filterId: newId(), name: 'Mine', filter: {} })),
  'filters.rename': {
    input: at => ({ filterId: at.filterId, name: 'Theirs' }),
    stranger: 'not-found',
    answers: 'NOT_FOUND',
  },
  'filters.remove': {
    input: at => ({ filterId: at.filterId }),
    stranger: 'not-found',
    answers: 'NOT_PERMITTED',
  },
  'filters.reorder': ofBusiness(() => ({ filterIds: [] })),
  'catalog.list': inStore(),
  'catalog.get': { input: at => ({ storeId: at.storeId, productId: at.productId }), stranger: 'not-found' },
  'catalog.collections': ofBusiness(() => ({})),
  'orders.list': { input: at => ({ storeId: at.storeId, customerId: at.customerId }), stranger: 'not-found' },
  'orders.get': { input: at => ({ orderId: at.orderId }), stranger: 'not-found' },
  'orders.put': ofBusiness(() => anOrder({ store: null })),
  'orders.ambiguous': ofBusiness(() => ({})),
  'orders.resolve': {
    input: at => ({ orderId: at.orderId, as: { kind: 'guest' } }),
    stranger: 'not-found',
    answers: 'NOT_FOUND',
  },
  'orders.import': ofBusiness(() => linesOf(anOrder({ store: null }))),
  'catalog.importProducts': ofBusiness(() => linesOf({})),
  'catalog.importStock': ofBusiness(() => linesOf({})),
  'orders.rules': ofBusiness(),
  'orders.saveRule': ofBusiness(() => ({ ruleId: newId(), ...aRule })),
  'orders.deleteRule': ofBusiness(() => ({ ruleId: newId() }), 'NOT_FOUND'),
  'orders.sortRules': ofBusiness(() => ({ ruleIds: [] })),
  'orders.tryRule': { input: at => ({ rule: aRule, order: at.orderId }), stranger: 'not-found' },
  'profiles.timeline': ofCustomer(),
  'profiles.duplicates': inStore(),
  'profiles.dismissDuplicate': {
    input: at => ({ firstId: at.twins[0], secondId: at.twins[1] }),
    stranger: 'not-found',
  },
  'profiles.previewMerge': {
    input: at => ({ survivorId: at.twins[0], absorbedId: at.twins[1] }),
    stranger: 'not-found',
  },
  'profiles.merge': {
    input: at => ({
      survivorId: at.twins[0],
      absorbedId: at.twins[1],
      survivorVersion: 1,
      absorbedVersion: 1,
    }),
    stranger: 'not-found',
  },
  'profiles.merges': ofCustomer(),
  'profiles.undoMerge': { input: at => ({ mergeId: at.mergeId }), stranger: 'not-found' },
  'consent.previewRequest': { input: request, stranger: 'not-found' },
  'consent.request': {
    input: at => ({ ...request(at), clientId: newId() }),
    stranger: 'not-found',
    answers: 'SEND_DENIED',
  },
  'consent.history': inConversation(),
  'consent.confirmOptOut': inConversation({ messageId: null, note: 'said so' }),
  'consent.dismissStop': {
    input: at => ({ conversationId: at.conversationId, messageId: at.messageId }),
    stranger: 'not-found',
    answers: 'NOT_FOUND',
  },
  'consent.proof': { input: at => ({ customerId: at.customerId }), stranger: 'not-found' },
  'consent.words': ofBusiness(() => ({})),
  'consent.addWord': ofBusiness(() => ({ kind: 'stop', language: 'en', phrase: 'basta' })),
  'conversations.list': inStore({ inbox: 'store' }),
  'conversations.counts': inStore(),
  'conversations.search': inStore({ q: 'emerald' }),
  'conversations.open': {
    input: at => ({ storeId: at.storeId, customerId: at.customerId }),
    stranger: 'not-found',
  },
  'conversations.get': inConversation(),
  'conversations.messages': inConversation(),
  'conversations.message': ofMessage({}),
  // By then the customer has been opted out by `consent.confirmOptOut`.
  'conversations.send': inConversation(
    { clientId: newId(), body: 'Hello', seenSequence: 999 },
    'SEND_DENIED',
  ),
  'conversations.retry': ofMessage({ clientId: newId() }, 'NOT_FOUND'),
  'conversations.cancel': ofMessage({}, 'NOT_FOUND'),
  'conversations.markRead': inConversation({ sequence: 0 }),
  'conversations.nothingToAnswer': inConversation({ sequence: 0 }),
  'conversations.assign': inConversation({ staffId: null }),
  'conversations.presence': inConversation({ state: 'viewing' }),
  'templates.texts': ofBusiness(),
  'templates.saveText': ofBusiness(() => ({ kind: 'help', language: 'en', body: 'Ask us anything.' })),
  'templates.quickReplies': inConversation(),
  'privacy.export': { input: at => ({ customerId: at.customerId }), stranger: 'not-found' },
  'privacy.erase': { input: at => ({ customerId: at.twins[0] }), stranger: 'not-found' },
  'privacy.views': { input: at => ({ customerId: at.customerId }), stranger: 'not-found' },
  'privacy.retention': ofBusiness(),
  'privacy.tryRetention': ofBusiness(() => ({ kind: 'messages', months: 24 })),
  'privacy.saveRetention': ofBusiness(() => ({ kind: 'messages', months: 24 })),
  'integrations.write': {
    input: at => ({
      storeId: at.storeId,
      customer: { firstName: 'Ada', emails: [`${newId()}@example.com`] },
      body: 'Hello',
      clientId: newId(),
    }),
    stranger: 'not-found',
  },
  'integrations.keys': ofBusiness(() => ({})),
  'integrations.createKey': ofBusiness(() => ({ name: 'Shop', permissions: [], storeIds: [] })),
  // By then an admin of another store, who manages keys too, has revoked it.
  'integrations.updateKey': ofBusiness(at => ({ keyId: at.keyId, name: 'Other' }), 'NOT_FOUND'),
  'integrations.revokeKey': ofBusiness(at => ({ keyId: at.keyId })),
  'imports.list': ofBusiness(() => ({})),
  'imports.create': ofBusiness(() => ({ kind: 'orders', fileName: 'orders.csv', sizeBytes: 10 })),
  'imports.get': ofImport(),
  'imports.putChunk': ofBusiness(
    () => ({
      params: { importId: newId(), place: 0 },
      body: new File(['a'], 'piece', { type: 'application/octet-stream' }),
    }),
    'NOT_FOUND',
  ),
  'imports.finishUpload': ofImport(),
  'imports.setMapping': ofImport({ mapping: { fields: {} } }),
  'imports.preview': ofImport(),
  'imports.start': ofImport({ dryRun: true }),
  'imports.cancel': ofImport(),
  'imports.refusals': ofImport(),
  'imports.refusalFile': ofImport(),
  'imports.mappings': ofBusiness(() => ({ kind: 'orders' })),
  'imports.saveMapping': ofBusiness(() => ({
    mappingId: newId(),
    kind: 'orders',
    name: newId(),
    columns: [],
    mapping: { fields: {} },
  })),
  'imports.removeMapping': ofBusiness(() => ({ mappingId: newId() }), 'NOT_FOUND'),
  'audit.list': ofBusiness(() => ({})),
  'audit.get': ofBusiness(() => ({ entryId: newId() }), 'NOT_FOUND'),
  'live.stream': ofBusiness(),
}
