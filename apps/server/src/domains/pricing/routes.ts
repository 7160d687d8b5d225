import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { listDiscountLimits, saveDiscountLimit } from '../staff/index.ts'
import { readStorePlaces, saveStorePlace } from '../stores/index.ts'
import { deleteLegalEntity, listLegalEntities, saveLegalEntity } from './legal-entities.ts'
import { readSellingSettings, saveSellingSettings } from './settings.ts'
import { deleteShippingZone, listShippingZones, saveShippingZone } from './shipping-zones.ts'
import { readTaxRates, saveTaxRates } from './tax-rates.ts'

/** The operations of how the business sells: tax, delivery, who sells, and who may give what away. */
export const sellingRoutes = {
  settings: os.selling.settings.handler(reading(readSellingSettings)),
  saveSettings: os.selling.saveSettings.handler(verb(saveSellingSettings)),
  taxRates: os.selling.taxRates.handler(reading(readTaxRates)),
  saveTaxRates: os.selling.saveTaxRates.handler(verb(saveTaxRates)),
  shippingZones: os.selling.shippingZones.handler(
    reading(async at => ({ zones: await listShippingZones(at) })),
  ),
  saveShippingZone: os.selling.saveShippingZone.handler(verb(saveShippingZone)),
  deleteShippingZone: os.selling.deleteShippingZone.handler(act(deleteShippingZone)),
  legalEntities: os.selling.legalEntities.handler(
    reading(async at => ({ entities: await listLegalEntities(at) })),
  ),
  saveLegalEntity: os.selling.saveLegalEntity.handler(verb(saveLegalEntity)),
  deleteLegalEntity: os.selling.deleteLegalEntity.handler(act(deleteLegalEntity)),
  stores: os.selling.stores.handler(reading(async at => ({ stores: await readStorePlaces(at) }))),
  saveStore: os.selling.saveStore.handler(verb(saveStorePlace)),
  discountLimits: os.selling.discountLimits.handler(
    reading(async at => ({ roles: await listDiscountLimits(at) })),
  ),
  saveDiscountLimit: os.selling.saveDiscountLimit.handler(act(saveDiscountLimit)),
}
