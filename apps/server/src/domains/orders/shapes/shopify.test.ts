import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../platform/refusal.ts'
import { givenOrder } from '../given.ts'
import { minorUnits } from './minor-units.ts'
import { orderFromShopify } from './shopify.ts'
import { orderFromShopifyTable } from './shopify-table.ts'

const address = {
  first_name: 'Nora',
  last_name: 'Lind',
  name: 'Nora Lind',
  address1: 'Torstraße 1',
  address2: null,
  zip: '10119',
  city: 'Berlin',
  province: 'Berlin',
  province_code: 'BE',
  country_code: 'DE',
  phone: '+49 171 3920010',
}
const document = {
  id: 5_123_456_789_012,
  name: '#1042',
  email: 'nora@example.com',
  phone: null,
  created_at: '2026-03-02T10:00:00+01:00',
  processed_at: '2026-03-02T10:00:00+01:00',
  updated_at: '2026-03-09T12:30:00+01:00',
  cancelled_at: null,
  closed_at: null,
  currency: 'EUR',
  financial_status: 'partially_refunded',
  fulfillment_status: 'fulfilled',
  source_name: 'web',
  tags: 'vip, spring',
  test: false,
  taxes_included: true,
  total_price: '764.90',
  subtotal_price: '760.00',
  total_tax: '122.13',
  total_discounts: '40.00',
  customer_locale: 'de-DE',
  customer: {
    id: 77,
    email: 'nora@example.com',
    phone: null,
    first_name: 'Nora',
    last_name: 'Lind',
    default_address: address,
  },
  billing_address: address,
  shipping_address: address,
  shipping_lines: [{ title: 'Standard', price: '4.90', discounted_price: '4.90' }],
  line_items: [
    {
      id: 1,
      title: 'Camel coat',
      variant_title: 'Camel / 38',
      name: 'Camel coat - Camel / 38',
      sku: 'CAMEL-COAT-CAMEL-38',
      quantity: 1,
      price: '690.00',
      total_discount: '0.00',
      discount_allocations: [{ amount: '40.00' }],
      tax_lines: [{ price: '103.78' }],
      requires_shipping: true,
    },
    {
      id: 2,
      name: 'Striped top',
      sku: '',
      quantity: 1,
      price: '110.00',
      tax_lines: [],
      requires_shipping: true,
    },
  ],
  fulfillments: [
    {
      id: 9,
      created_at: '2026-03-03T09:00:00+01:00',
      updated_at: '2026-03-05T15:00:00+01:00',
      status: 'success',
      shipment_status: 'delivered',
      tracking_company: 'DHL',
      tracking_number: '00340',
      tracking_url: 'https://www.dhl.com/track?id=00340',
      line_items: [{ id: 1 }, { id: 2 }],
    },
  ],
  refunds: [
    {
      id: 4,
      created_at: '2026-03-09T12:30:00+01:00',
      note: 'too small',
      refund_line_items: [
        { line_item_id: 2, quantity: 1, subtotal: '110.00', total_tax: '17.56', restock_type: 'return' },
      ],
      transactions: [{ kind: 'refund', status: 'success', amount: '110.00' }],
    },
  ],
}

const taken = (order: unknown) => {
  const given = givenOrder(order, new Date('2026-11-22T00:00:00Z'))
  if (given instanceof Refusal) throw given
  return given
}

describe('an order of Shopify’s API', () => {
  test('IMP-1: becomes an order, to the cent', () => {
    const order = taken(orderFromShopify(document))
    expect(order).toMatchObject({
      source: 'shopify',
      externalId: '5123456789012',
      number: '#1042',
      version: '2026-03-09T11:30:00.000Z',
      placedAt: '2026-03-02T09:00:00.000Z',
      state: 'completed',
      origin: 'online',
      totalMinor: 76_490,
      shippingMinor: 490,
      taxMinor: 12_213,
      taxIncluded: true,
      customer: {
        externalId: '77',
        email: 'nora@example.com',
        phone: '+49 171 3920010',
        firstName: 'Nora',
        lastName: 'Lind',
        language: 'de-DE',
        address: { line1: 'Torstraße 1', city: 'Berlin', region: 'BE', country: 'DE' },
      },
      lines: [
        {
          sku: 'CAMEL-COAT-CAMEL-38',
          unitPriceMinor: 69_000,
          discountMinor: 4_000,
          totalMinor: 65_000,
          fulfilment: 'ship',
        },
        { sku: null, name: 'Striped top', totalMinor: 11_000 },
      ],
      deliveries: [
        { carrier: 'DHL', tracking: '00340', deliveredAt: '2026-03-05T14:00:00.000Z', lines: ['1', '2'] },
      ],
      returns: [
        { kind: 'return', amountMinor: 11_000, reason: 'too small', lines: [{ line: '2', quantity: 1 }] },
      ],
    })
  })

  test('IMP-1: goods that were cancelled before they were sent are no return', () => {
    const [refund] = document.refunds
    const cancelled = {
      ...refund,
      transactions: [],
      refund_line_items: refund?.refund_line_items.map(one => ({ ...one, restock_type: 'cancel' })),
    }
    const order = taken(orderFromShopify({ ...document, refunds: [cancelled] }))
    expect(order.returns).toMatchObject([{ kind: 'refund', amountMinor: 11_000, lines: [] }])
  })

  test.each([
    [{ ...document, test: true }, /test order/],
    [{ ...document, line_items: undefined }, /line_items/],
    [{ ...document, total_price: '12,50' }, /12,50/],
    ['nonsense', /./],
  ])('IMP-1: what is no order is refused with a sentence', (given, says) => {
    expect(() => orderFromShopify(given)).toThrow(says)
  })
})

describe('an order of Shopify’s export', () => {
  const row = {
    Name: '#1042',
    Email: 'nora@example.com',
    'Financial Status': 'paid',
    'Paid at': '2026-03-02 10:00:05 +0100',
    'Fulfillment Status': 'fulfilled',
    'Fulfilled at': '2026-03-03 09:00:00 +0100',
    Currency: 'USD',
    Subtotal: '760.00',
    Shipping: '4.90',
    Taxes: '67.45',
    Total: '832.35',
    'Discount Code': 'SPRING',
    'Discount Amount': '40.00',
    'Created at': '2026-03-02 10:00:00 +0100',
    'Lineitem quantity': '1',
    'Lineitem name': 'Camel coat - Camel / 38',
    'Lineitem price': '690.00',
    'Lineitem sku': 'CAMEL-COAT-CAMEL-38',
    'Lineitem requires shipping': 'true',
    'Lineitem discount': '40.00',
    'Billing Name': 'Nora van der Lind',
    'Billing Address1': 'Torstraße 1',
    'Billing City': 'Berlin',
    'Billing Zip': "'10119",
    'Billing Country': 'DE',
    'Shipping Name': 'Nora Lind',
    'Refunded Amount': '0.00',
    Phone: "'+491713920010",
    Id: '5123456789012',
  }
  const second = {
    Name: '#1042',
    Email: 'nora@example.com',
    'Lineitem quantity': '2',
    'Lineitem name': 'Striped top',
    'Lineitem price': '55.00',
    'Lineitem sku': '',
  }

  test('IMP-1: several rows become one order, with the id that the API gives it', () => {
    expect(taken(orderFromShopifyTable([row, second]))).toMatchObject({
      source: 'shopify',
      externalId: '5123456789012',
      number: '#1042',
      version: '2026-03-03T08:00:00.000Z',
      placedAt: '2026-03-02T09:00:00.000Z',
      state: 'completed',
      taxIncluded: false,
      totalMinor: 83_235,
      customer: {
        phone: '+491713920010',
        firstName: 'Nora van der',
        lastName: 'Lind',
        address: { postalCode: '10119', city: 'Berlin', country: 'DE' },
      },
      lines: [
        { sku: 'CAMEL-COAT-CAMEL-38', totalMinor: 65_000 },
        { name: 'Striped top', quantity: 2, totalMinor: 11_000 },
      ],
      returns: [],
    })
  })

  test('IMP-1: a refund that grew is a newer version of the order', () => {
    const version = (refunded: string) =>
      taken(orderFromShopifyTable([{ ...row, 'Refunded Amount': refunded }])).version
    expect(version('10.00') > version('0.00')).toBe(true)
    expect(version('20.00') > version('10.00')).toBe(true)
    expect(taken(orderFromShopifyTable([{ ...row, 'Refunded Amount': '10.00' }])).returns).toMatchObject([
      { kind: 'refund', amountMinor: 1_000 },
    ])
  })
})

test.each([
  ['1234.50', 'EUR', 123_450],
  ['0.1', 'EUR', 10],
  ['-3.05', 'EUR', -305],
  ['1200', 'JPY', 1_200],
  ['1200.00', 'JPY', 1_200],
  ['9007199254740.99', 'USD', 900_719_925_474_099],
  ['', 'EUR', 0],
])('IMP-1: «%s» %s is %i minor units, without floats', (text, currency, minor) => {
  expect(minorUnits(text, currency)).toBe(minor)
})
test('IMP-1: an amount finer than its currency is refused', () => {
  expect(() => minorUnits('1.005', 'EUR')).toThrow(/decimals/)
})
