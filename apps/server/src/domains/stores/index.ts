export { findBusiness, readBusiness } from './business.ts'
export { createStore, readStores } from './stores.ts'
