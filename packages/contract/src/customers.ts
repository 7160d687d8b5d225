import { z } from 'zod'
import { CustomerFilter, CustomerSort } from './customer-filter.ts'
import { oneLine } from './customer-parts.ts'
import { Assignment, ContactPoint, Count, Customer, CustomerRow, ProfileFields } from './customer-profile.ts'
import { CustomerRecord, UpsertItem, UpsertResult } from './customer-records.ts'
import { operation } from './operation.ts'
import { Id, Instant, page, pageInput } from './shapes.ts'
import { phoneInvalid } from './stores.ts'
import { schemaOf } from './streamed.ts'

const list = z.enum(['mine', 'store', 'starred']).default('store')

/** Read one by one by the verb: an item that is none has its own result like any other. */
const anyItem: z.ZodType<unknown, UpsertItem> = z.unknown() as never
const upsertInWords = schemaOf(z.object({ customers: z.array(UpsertItem).min(1).max(500) }), 'input')
const inStore = { storeId: Id, customerId: Id }

const contactTaken = {
  status: 409,
  data: z.object({ customerId: Id.nullable(), name: z.string().nullable() }),
  message: 'This belongs to another customer. If they are one person, merge the two.',
} as const

const attributeInvalid = {
  status: 422,
  data: z.object({ key: z.string() }),
  message: 'This attribute does not exist, or cannot have this value.',
} as const
const externalIdTaken = {
  status: 409,
  data: z.object({ customerId: Id.nullable(), name: z.string().nullable() }),
  message: 'Another customer has this external id.',
} as const

export const customers = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers',
      tags: ['Customers'],
      summary: 'Customers of a store; search by name, phone, email or order number; filters that combine',
    })
    .input(
      z.object({
        storeId: Id,
        list,
        q: oneLine(100).optional(),
        filter: CustomerFilter.optional(),
        /** A search by name shows whom we were last in touch with first, whatever is asked here. */
        sort: CustomerSort.default('lastContact'),
        ...pageInput,
      }),
    )
    .output(page(CustomerRow)),
  count: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/count',
      tags: ['Customers'],
      summary: 'How many customers a filter leaves of a list, counted up to a thousand',
    })
    .input(z.object({ storeId: Id, list, filter: CustomerFilter.optional() }))
    .output(Count.extend({ of: Count })),
  similar: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/similar',
      tags: ['Customers'],
      summary: 'Customers of a store who may be the one that is being typed, with the reason',
    })
    .input(
      z.object({
        storeId: Id,
        name: oneLine(160).optional(),
        phone: oneLine(40).optional(),
        email: oneLine(254).optional(),
      }),
    )
    .output(
      z.object({
        candidates: z.array(
          z.object({
            customer: CustomerRow,
            reason: z.enum(['phone', 'email', 'name']),
            /** The same phone or email to the last character. */
            exact: z.boolean(),
          }),
        ),
      }),
    ),
  words: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/words',
      tags: ['Customers'],
      summary: 'Tags, or sizes of one kind, that customers of a store have: what to offer where one types',
    })
    .input(
      z.object({
        storeId: Id,
        /** `tags`, or `sizes.` and what is worn, as `sizes.shoes`. */
        field: z.string().regex(/^(tags|sizes\.[a-z][a-z0-9_]{0,29})$/),
        /** What they begin with; accents and case do not matter. */
        q: oneLine(40).optional(),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
    )
    /** Each spelled as it was first, in the order of the alphabet. */
    .output(z.object({ words: z.array(z.string()) })),
  get: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}',
      tags: ['Customers'],
      summary: 'One customer, as this store knows them',
    })
    .errors({
      MERGED: {
        status: 410,
        data: z.object({ customerId: Id }),
        message: 'This customer was merged with another, under whose id they are found now.',
      },
    })
    .input(z.object(inStore))
    .output(Customer),
  create: operation('customer.edit')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/customers',
      successStatus: 201,
      tags: ['Customers'],
      summary: 'Add a customer',
    })
    .errors({
      CUSTOMER_EXISTS: {
        status: 409,
        data: z.object({ customerId: Id, name: z.string() }),
        message: 'Someone with this phone or email is already a customer.',
      },
      PHONE_INVALID: phoneInvalid,
      ATTRIBUTE_INVALID: attributeInvalid,
      EXTERNAL_ID_TAKEN: externalIdTaken,
    })
    .input(
      ProfileFields.partial().extend({
        storeId: Id,
        firstName: oneLine(80).min(1),
        lastName: oneLine(80),
        phone: oneLine(40).optional(),
        email: z.email().max(254).optional(),
      }),
    )
    .output(z.object({ customerId: Id })),
  update: operation('customer.edit')
    .route({
      method: 'PATCH',
      path: '/stores/{storeId}/customers/{customerId}',
      tags: ['Customers'],
      summary: 'Change a profile; with If-Match or `version` only if nobody changed it meanwhile',
    })
    .errors({
      VERSION_CHANGED: {
        status: 412,
        data: z.object({ current: Customer }),
        message: 'Someone changed this customer meanwhile. Look at what they did, then save again.',
      },
      ATTRIBUTE_INVALID: attributeInvalid,
      EXTERNAL_ID_TAKEN: externalIdTaken,
    })
    .input(ProfileFields.partial().extend({ ...inStore, version: z.number().int().optional() }))
    .output(Customer),
  addContactPoint: operation('customer.edit')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/customers/{customerId}/contact-points',
      successStatus: 201,
      tags: ['Customers'],
      summary: 'Add a phone, an email or a WhatsApp id',
    })
    .errors({ PHONE_INVALID: phoneInvalid, CONTACT_TAKEN: contactTaken })
    .input(z.object({ ...inStore, kind: ContactPoint.shape.kind, value: oneLine(254).min(1) }))
    .output(Customer),
  replaceContactPoint: operation('customer.edit')
    .route({
      method: 'PUT',
      path: '/stores/{storeId}/customers/{customerId}/contact-points/{contactPointId}',
      tags: ['Customers'],
      summary: 'Put another phone, email or WhatsApp id in the place of one; its opt-ins do not pass on',
    })
    .errors({ PHONE_INVALID: phoneInvalid, CONTACT_TAKEN: contactTaken })
    .input(z.object({ ...inStore, contactPointId: Id, value: oneLine(254).min(1) }))
    .output(Customer),
  removeContactPoint: operation('customer.edit')
    .route({
      method: 'DELETE',
      path: '/stores/{storeId}/customers/{customerId}/contact-points/{contactPointId}',
      tags: ['Customers'],
      summary: 'Take a phone, an email or a WhatsApp id away; its consent ledger stays, its opt-ins end',
    })
    .input(z.object({ ...inStore, contactPointId: Id }))
    .output(Customer),
  setStar: operation('customer.read')
    .route({
      method: 'PUT',
      path: '/customers/{customerId}/star',
      tags: ['Customers'],
      summary: 'Star or unstar a customer, for me',
    })
    .input(z.object({ customerId: Id, starred: z.boolean() }))
    .output(z.object({ starred: z.boolean() })),
  assign: operation('customer.assign')
    .route({
      method: 'PUT',
      path: '/stores/{storeId}/customers/{customerId}/assignment',
      tags: ['Customers'],
      summary: 'Give a customer to an associate, a store, or both; null takes them from whom they were with',
    })
    .errors({
      NOT_AT_STORE: {
        status: 422,
        message:
          'This person works at no store that knows the customer. Give the customer to their store too.',
      },
    })
    .input(z.object({ ...inStore, staffId: Id.nullable().optional(), homeStoreId: Id.nullable().optional() }))
    .output(Customer),
  assignments: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}/assignments',
      tags: ['Customers'],
      summary: 'Whom a customer was with, the latest first',
    })
    .input(z.object({ ...inStore, ...pageInput }))
    .output(page(Assignment)),
  records: operation('customer.sync')
    .route({
      method: 'GET',
      path: '/customers',
      tags: ['Customer API'],
      summary: 'All customers of my stores, the longest unchanged first; for keeping another system in step',
    })
    .input(z.object({ updatedSince: Instant.optional(), ...pageInput }))
    .output(page(CustomerRecord)),
  record: operation('customer.sync')
    .route({
      method: 'GET',
      path: '/customers/{customerId}',
      tags: ['Customer API'],
      summary: 'One customer of my stores',
    })
    .input(z.object({ customerId: Id }))
    .output(CustomerRecord),
  recordByExternalId: operation('customer.sync')
    .route({
      method: 'GET',
      path: '/customers/by-external-id/{externalId}',
      tags: ['Customer API'],
      summary: 'One customer of my stores, by the id that another system knows them by',
    })
    .input(z.object({ externalId: oneLine(120).min(1) }))
    .output(CustomerRecord),
  upsert: operation('customer.sync')
    .route({
      method: 'POST',
      path: '/customers:upsert',
      tags: ['Customer API'],
      summary:
        'Create or change up to 500 customers, found by external id, phone or email; each has its own result',
      spec: current => ({
        ...current,
        requestBody: { required: true, content: { 'application/json': { schema: upsertInWords } } },
      }),
    })
    .input(z.object({ customers: z.array(anyItem).min(1).max(500) }))
    .output(z.object({ results: z.array(UpsertResult) })),
}
