import { type Call, inStore, ofBusiness, ofCart, ofCustomer } from './leak-targets.ts'
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

/** As `calls`, for all of selling: how the business sells, which belongs to no store; carts, payments, and from one to the other. */
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
  'selling.stores': ofBusiness(),
  'selling.saveStore': inStore({
    street: 'Torstraße 140',
    postalCode: '10119',
    city: 'Berlin',
    region: null,
    openingHours: null,
  }),
  'selling.discountLimits': ofBusiness(),
  'selling.saveDiscountLimit': ofBusiness(at => ({ roleId: at.roleId, limitBp: 1000 })),
  'carts.current': ofCustomer(),
  'carts.open': ofCustomer(),
  'carts.list': inStore({ state: 'open' }),
  'carts.get': ofCart(),
  'carts.addItem': ofCart(at => ({ variantId: at.variantId, clientId: newId() })),
  'carts.changeItem': ofCart(at => ({ itemId: at.itemId, quantity: 2 })),
  'carts.history': ofCart(),
  'carts.setDiscount': ofCart(
    () => ({ itemId: null, discount: { kind: 'percent', value: 100, reason: 'Friday' } }),
    'APPROVAL_NEEDED',
  ),
  'carts.approve': ofCart(
    at => ({ version: 1, approval: { staffId: at.staffId, pin: '4711' } }),
    'CART_MOVED_ON',
  ),
  'carts.setDelivery': ofCart(() => ({ address: null, shippingRateId: null })),
  'carts.share': ofCart(() => ({ version: 1 }), 'CART_MOVED_ON'),
  'carts.save': ofCart(),
  'carts.resume': ofCart(),
  // Emptied by then.
  'carts.turn': ofCart(() => ({ kind: 'sale' }), 'CART_CLOSED'),
  'carts.requote': ofCart(() => ({}), 'NOT_LAPSED'),
  'carts.empty': ofCart(),
  // One that is out already stays out.
  'carts.removeItem': ofCart(() => ({ itemId: newId() })),
  'payments.list': ofBusiness(() => ({ show: 'problem' })),
  'payments.get': { input: at => ({ paymentId: at.paymentId }), stranger: 'not-found' },
  'payments.giveBack': {
    input: at => ({ paymentId: at.paymentId, reason: 'Came too late' }),
    stranger: 'not-found',
  },
  'payments.failedRefunds': ofBusiness(() => ({})),
  'payments.retryRefund': { input: at => ({ refundId: at.failedRefundId }), stranger: 'not-found' },
  'payments.stuck': ofBusiness(() => ({})),
  'payments.ofOrder': { input: at => ({ orderId: at.orderId }), stranger: 'not-found' },
  'checkout.takePayment': ofCart(
    () => ({ version: 1, method: 'cash', reference: 'T-1', amountMinor: 1 }),
    // Emptied by then.
    'CART_CLOSED',
  ),
  'checkout.refund': {
    input: at => ({
      orderId: at.orderId,
      clientId: newId(),
      what: { kind: 'all' },
      reason: 'Too wide',
    }),
    stranger: 'not-found',
    answers: 'NOT_PAID_HERE',
  },
  'checkout.sendReceipt': {
    input: at => ({ orderId: at.orderId, way: 'message' }),
    stranger: 'not-found',
    answers: 'NO_RECEIPT',
  },
}
