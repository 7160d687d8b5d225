import { type Call, ofBusiness } from './leak-targets.ts'
import { newId } from './world.ts'

const seller = {
  country: 'DE',
  name: 'Maison Alder GmbH',
  address: 'Torstraße 140, 10119 Berlin',
  taxId: null,
  termsUrl: null,
  returnsUrl: null,
  privacyUrl: null,
  receiptNote: {},
}

/** How the business sells belongs to no store. */
export const sellingCalls: Record<string, Call> = {
  'selling.settings': ofBusiness(),
  'selling.saveSettings': ofBusiness(() => ({ mixedCarts: true })),
  'selling.taxRates': ofBusiness(),
  'selling.saveTaxRates': ofBusiness(() => ({ rates: [] })),
  'selling.shippingZones': ofBusiness(),
  'selling.saveShippingZone': ofBusiness(() => {
    const id = newId()
    // A place of its own each time: a second zone may not have it.
    return { id, name: id, places: [{ country: 'CH', region: id.slice(0, 3).toUpperCase() }], rates: [] }
  }),
  'selling.deleteShippingZone': ofBusiness(() => ({ id: newId() })),
  'selling.legalEntities': ofBusiness(),
  'selling.saveLegalEntity': ofBusiness(() => seller),
  'selling.deleteLegalEntity': ofBusiness(() => ({ country: 'DE' })),
  'selling.discountLimits': ofBusiness(),
  'selling.saveDiscountLimit': ofBusiness(at => ({ roleId: at.roleId, limitBp: 1000 })),
}
