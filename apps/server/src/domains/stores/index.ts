export { findBusiness, readBusiness } from './business.ts'
export { type NamedStore, storesByName } from './named.ts'
export { createStore, readStores } from './stores.ts'
