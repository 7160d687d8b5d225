import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { readAllowList, setAllowList } from './allow-list.ts'
import { readBusiness, saveBusiness } from './business.ts'
import { createStore, readStores } from './stores.ts'

/** The operations of stores and of the business's settings. */
export const storeRoutes = {
  list: os.stores.list.handler(reading(async at => ({ stores: await readStores(at, at.viewer.storeIds) }))),
  create: os.stores.create.handler(verb(createStore)),
  allowList: os.stores.allowList.handler(reading((at, { storeId }) => readAllowList(at, storeId))),
  setAllowList: os.stores.setAllowList.handler(verb(setAllowList)),
  business: os.stores.business.handler(reading(readBusiness)),
  saveBusiness: os.stores.saveBusiness.handler(verb(saveBusinessChange)),
}

function saveBusinessChange(ctx: Parameters<typeof saveBusiness>[0], change: Record<string, unknown>) {
  return saveBusiness(
    ctx,
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  )
}
