import { z } from 'zod'
import { Currency, plainText } from './catalog.ts'
import { operation } from './operation.ts'
import { Country, Id, Instant, StaffSummary } from './shapes.ts'

/** How goods are taxed; delivery is a class of its own, and untaxed unless it has a rate. */
export const TaxClass = z.enum(['standard', 'reduced', 'zero', 'delivery'])
export type TaxClass = z.infer<typeof TaxClass>
const Region = z.string().regex(/^[A-Z0-9]{1,3}$/)
const Minor = z.number().int().min(0).max(1e12)

export const TaxRate = z.object({
  country: Country,
  /** ISO 3166-2 without its country; null: the whole country. */
  region: Region.nullable(),
  taxClass: TaxClass,
  /** As it stands on a receipt. */
  label: plainText(40).min(1),
  /** Parts of a million: 19 % is 190000, 8.875 % is 88750. */
  ratePpm: z.number().int().min(0).max(1_000_000),
})
export type TaxRate = z.infer<typeof TaxRate>

export const ShippingRate = z.object({
  id: Id,
  name: plainText(80).min(1),
  currency: Currency,
  priceMinor: Minor,
  /** Grams: from (inclusive) to below (null: without end). */
  weightFromG: z.number().int().min(0).max(10_000_000).default(0),
  weightBelowG: z.number().int().min(1).max(10_000_000).nullable().default(null),
  /** What the goods cost after discounts: from (inclusive) to below (null: without end). */
  totalFromMinor: Minor.default(0),
  totalBelowMinor: Minor.nullable().default(null),
  /** The promise: working days from payment. */
  daysFrom: z.number().int().min(0).max(365),
  daysUntil: z.number().int().min(0).max(365),
  active: z.boolean().default(true),
})
export type ShippingRate = z.infer<typeof ShippingRate>

export const ShippingZone = z.object({
  id: Id,
  name: plainText(80).min(1),
  /** Country, region of one, or (country null) everywhere else. The narrowest zone of a place counts. */
  places: z
    .array(z.object({ country: Country.nullable(), region: Region.nullable() }))
    .min(1)
    .max(300),
  rates: z.array(ShippingRate).max(100),
})
export type ShippingZone = z.infer<typeof ShippingZone>

const webAddress = plainText(500)
  .regex(/^https:\/\//, 'must be an https address')
  .nullable()
export const LegalEntity = z.object({
  country: Country,
  name: plainText(120).min(1),
  address: plainText(300).min(1),
  taxId: plainText(40).nullable(),
  termsUrl: webAddress,
  returnsUrl: webAddress,
  privacyUrl: webAddress,
  /** By language (BCP 47); the business's language counts where one is missing. */
  receiptNote: z.record(z.string(), plainText(1000)),
})
export type LegalEntity = z.infer<typeof LegalEntity>

/** Where a store is, for who comes to fetch something. */
export const StorePlace = z.object({
  storeId: Id,
  name: z.string(),
  street: plainText(120).min(1).nullable(),
  postalCode: plainText(20).min(1).nullable(),
  city: plainText(80),
  /** Decides, with the country, which tax holds there: NY, or New York. */
  region: plainText(40).min(1).nullable(),
  country: Country,
  /** In the store's own words: Mon–Sat 10–20. */
  openingHours: plainText(120).min(1).nullable(),
})
export type StorePlace = z.infer<typeof StorePlace>

export const SellingSettings = z.object({
  /** CRT-2: each item is handed over in the store or shipped; off: all are shipped. */
  mixedCarts: z.boolean(),
  /** CRT-9: the customer may choose address and delivery on the page. */
  customerChoosesDelivery: z.boolean(),
  /** CRT-9: what is in a shared cart is kept for it until the day ends. */
  reserveStock: z.boolean(),
  /** PAY-3: a payment that must not make an order is given back by itself; else it waits for someone. */
  refundStrays: z.boolean(),
})
export type SellingSettings = z.infer<typeof SellingSettings>

/** All rates, and who changed them last: who saves states the version they saw. */
export const TaxRates = z.object({
  rates: z.array(TaxRate),
  version: z.number().int(),
  changedAt: Instant.nullable(),
  changedBy: StaffSummary.nullable(),
})
export type TaxRates = z.infer<typeof TaxRates>

const manage = operation('selling.manage')
const tags = ['Selling']

/** How much of a line's price a role may give away by itself, in hundredths of a percent; null: without limit. */
export const RoleLimit = z.object({ roleId: Id, name: z.string(), limitBp: z.number().int().nullable() })
export type RoleLimit = z.infer<typeof RoleLimit>

export const selling = {
  settings: operation('signed-in')
    .route({ method: 'GET', path: '/selling', tags, summary: 'How the business sells from a distance' })
    .output(SellingSettings),
  saveSettings: manage
    .route({ method: 'PATCH', path: '/selling', tags, summary: 'Change how the business sells' })
    .input(SellingSettings.partial())
    .output(SellingSettings),
  taxRates: manage
    .route({ method: 'GET', path: '/selling/tax-rates', tags, summary: 'The rates of tax, by place' })
    .output(TaxRates),
  saveTaxRates: manage
    .route({
      method: 'PUT',
      path: '/selling/tax-rates',
      tags,
      summary: 'Replace the rates of tax; with If-Match or `version` only if nobody changed them meanwhile',
    })
    .errors({
      VERSION_CHANGED: {
        status: 412,
        data: z.object({ current: TaxRates }),
        message: 'Someone changed the rates meanwhile. Look at what they did, then save again.',
      },
      RATE_TWICE: { status: 422, message: 'A place and class of goods has one rate. Remove the second.' },
    })
    .input(z.object({ rates: z.array(TaxRate).max(2000), version: z.number().int().optional() }))
    .output(TaxRates),
  shippingZones: manage
    .route({
      method: 'GET',
      path: '/selling/shipping-zones',
      tags,
      summary: 'Where is shipped to, and for how much',
    })
    .output(z.object({ zones: z.array(ShippingZone) })),
  saveShippingZone: manage
    .route({
      method: 'PUT',
      path: '/selling/shipping-zones/{id}',
      tags,
      summary: 'Change or add a zone with its rates',
    })
    .errors({
      PLACE_TAKEN: { status: 409, message: 'Another zone already has one of these places.' },
      ZONE_NAME_TAKEN: { status: 409, message: 'Another zone has this name.' },
      RATE_EMPTY: { status: 422, message: 'A rate must begin before it ends: weight, total and days.' },
    })
    .input(ShippingZone)
    .output(ShippingZone),
  deleteShippingZone: manage
    .route({ method: 'DELETE', path: '/selling/shipping-zones/{id}', tags, summary: 'Remove a zone' })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  legalEntities: manage
    .route({ method: 'GET', path: '/selling/legal-entities', tags, summary: 'Who sells, by country' })
    .output(z.object({ entities: z.array(LegalEntity) })),
  saveLegalEntity: manage
    .route({
      method: 'PUT',
      path: '/selling/legal-entities/{country}',
      tags,
      summary: 'Change or add who sells in a country',
    })
    .input(LegalEntity)
    .output(LegalEntity),
  deleteLegalEntity: manage
    .route({
      method: 'DELETE',
      path: '/selling/legal-entities/{country}',
      tags,
      summary: 'The business’s name stands for who sells in a country again',
    })
    .input(z.object({ country: Country }))
    .output(z.object({})),
  stores: manage
    .route({ method: 'GET', path: '/selling/stores', tags, summary: 'Where my stores are' })
    .output(z.object({ stores: z.array(StorePlace) })),
  saveStore: manage
    .route({
      method: 'PUT',
      path: '/selling/stores/{storeId}',
      tags,
      summary: 'Change where a store of mine is, and when it is open',
    })
    .input(StorePlace.omit({ name: true, country: true }))
    .output(StorePlace),
  discountLimits: manage
    .route({
      method: 'GET',
      path: '/selling/discount-limits',
      tags,
      summary: 'What each role may give away by itself',
    })
    .output(z.object({ roles: z.array(RoleLimit) })),
  saveDiscountLimit: manage
    .route({
      method: 'PUT',
      path: '/selling/discount-limits/{roleId}',
      tags,
      summary: 'Change what a role may give away; null: without limit',
    })
    .input(z.object({ roleId: Id, limitBp: z.number().int().min(0).max(10_000).nullable() }))
    .output(z.object({})),
}
