export { findBusiness, readBusiness } from './business.ts'
export { type NamedStore, storesByName } from './named.ts'
export { readStorePlaces, saveStorePlace } from './places.ts'
export { createStore, readStores } from './stores.ts'
