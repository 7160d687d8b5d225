import { z } from 'zod'
import { operation } from './operation.ts'
import { Country, Id, Language } from './shapes.ts'

export const Store = z.object({
  id: Id,
  name: z.string(),
  city: z.string(),
  country: Country,
  timeZone: z.string(),
  language: Language,
  kind: z.enum(['production', 'sandbox', 'staging']),
  landline: z.string().nullable(),
  number: z.string().nullable(),
  clienteling: z.boolean(),
  /** What it counts in, ISO 4217. */
  currency: z.string(),
})
export type Store = z.infer<typeof Store>

export const BusinessSettings = z.object({
  name: z.string().trim().min(1).max(80),
  language: Language,
  /** Does any answer to a pending request opt in, or only the words that say so (CON-4)? */
  optInBy: z.enum(['any_reply', 'keywords']),
  /** Does a STOP reach one store or all of them (CON-5)? May be widened, never narrowed below the words. */
  optOutScope: z.enum(['store', 'business']),
  quietFrom: z.string().regex(/^\d\d:\d\d$/),
  quietUntil: z.string().regex(/^\d\d:\d\d$/),
  /** At most this many unprompted messages to one customer in `frequencyDays`; null means no cap. */
  frequencyCap: z.number().int().min(1).max(100).nullable(),
  frequencyDays: z.number().int().min(1).max(365),
  askAgainDays: z.number().int().min(1).max(365),
  /** The store that is told of orders without a store, and knows who bought so; null: the oldest one. */
  fallbackStoreId: Id.nullable(),
})
export type BusinessSettings = z.infer<typeof BusinessSettings>

export const phoneInvalid = {
  status: 422,
  message: 'This is not a phone number that can be reached. Include the country code, as in +49 171 1234567.',
} as const
export const timeZoneUnknown = {
  status: 422,
  message: 'Name an IANA time zone, as in Europe/Berlin.',
} as const

export const stores = {
  list: operation('signed-in')
    .route({ method: 'GET', path: '/stores', tags: ['Stores'], summary: 'The stores I am assigned to' })
    .output(z.object({ stores: z.array(Store) })),
  create: operation('store.manage')
    .route({ method: 'POST', path: '/stores', successStatus: 201, tags: ['Stores'], summary: 'Add a store' })
    .errors({
      TEST_STORE_EXISTS: { status: 409, message: 'This country already has a test store of that kind.' },
      NUMBER_TAKEN: { status: 409, message: 'This number belongs to another store.' },
      PHONE_INVALID: phoneInvalid,
      TIME_ZONE_UNKNOWN: timeZoneUnknown,
      EXTERNAL_ID_TAKEN: { status: 409, message: 'Another store has this external id.' },
    })
    .input(
      z.object({
        /** How other systems name it, in orders and stock. */
        externalId: z.string().trim().min(1).max(120).optional(),
        name: z.string().trim().min(1).max(80),
        city: z.string().trim().max(80),
        country: Country,
        region: z.string().trim().max(10).optional(),
        timeZone: z.string(),
        language: Language,
        kind: z.enum(['production', 'sandbox', 'staging']).default('production'),
        landline: z.string().optional(),
        number: z.string().optional(),
      }),
    )
    .output(Store),
  allowList: operation('store.manage')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/allow-list',
      tags: ['Stores'],
      summary: 'Numbers that a test store may write to',
    })
    .input(z.object({ storeId: Id }))
    .output(z.object({ numbers: z.array(z.string()) })),
  setAllowList: operation('store.manage')
    .route({
      method: 'PUT',
      path: '/stores/{storeId}/allow-list',
      tags: ['Stores'],
      summary: 'Replace the allow-list of a test store',
    })
    .errors({
      NOT_A_TEST_STORE: { status: 409, message: 'Only sandbox and staging stores have an allow-list.' },
    })
    .input(z.object({ storeId: Id, numbers: z.array(z.string()).max(500) }))
    .output(z.object({ numbers: z.array(z.string()) })),
  business: operation('signed-in')
    .route({ method: 'GET', path: '/business', tags: ['Stores'], summary: 'Settings of the business' })
    .output(BusinessSettings),
  saveBusiness: operation('business.manage')
    .route({
      method: 'PATCH',
      path: '/business',
      tags: ['Stores'],
      summary: 'Change settings of the business',
    })
    .input(BusinessSettings.partial())
    .output(BusinessSettings),
}
