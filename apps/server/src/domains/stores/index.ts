export { readAllowList, setAllowList } from './allow-list.ts'
export { findBusiness, readBusiness, saveBusiness } from './business.ts'
export { createStore, type NewStore, readStores } from './stores.ts'
