import { z } from 'zod'
import { ConsentState, ConsentSummary } from './consent.ts'
import { operation } from './operation.ts'
import { Channel, Country, Id, Instant, Language, page, pageInput, StaffSummary } from './shapes.ts'
import { phoneInvalid } from './stores.ts'

export const ContactPoint = z.object({
  id: Id,
  kind: z.enum(['phone', 'email', 'whatsapp']),
  /** Canonical: E.164 for a phone, lower case for an email, the id for WhatsApp. */
  value: z.string(),
  /** As people write it in that country, for screens. */
  shown: z.string(),
  channels: z.array(Channel),
  invalid: z.boolean(),
})
export type ContactPoint = z.infer<typeof ContactPoint>

/** How the apps refer to the customer; null speaks of them by name. */
export const Pronoun = z.enum(['she', 'he', 'they']).nullable()

export const CustomerRow = z.object({
  id: Id,
  name: z.string(),
  initials: z.string(),
  hue: z.number().int(),
  city: z.string().nullable(),
  /** The strongest consent towards this store: the heart of the row. */
  heart: ConsentState,
  starred: z.boolean(),
  assignedTo: StaffSummary.nullable(),
  conversationId: Id.nullable(),
  lastContactAt: Instant.nullable(),
  /** The phone or email that matched a search by number or address, for the row's second line. */
  matched: z.string().nullable(),
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const Customer = z.object({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  name: z.string(),
  initials: z.string(),
  hue: z.number().int(),
  pronoun: Pronoun,
  language: Language,
  country: Country.nullable(),
  city: z.string().nullable(),
  birthday: z.string().nullable(),
  starred: z.boolean(),
  assignedTo: StaffSummary.nullable(),
  contactPoints: z.array(ContactPoint),
  /** Towards the store that was asked about. */
  consents: z.array(ConsentSummary),
  heart: ConsentState,
  conversationId: Id.nullable(),
  customerSince: Instant,
  lastContactAt: Instant.nullable(),
})
export type Customer = z.infer<typeof Customer>

export const customers = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers',
      tags: ['Customers'],
      summary: 'Customers of a store; search by name, phone or email',
    })
    .input(
      z.object({
        storeId: Id,
        list: z.enum(['mine', 'store', 'starred']).default('store'),
        q: z.string().trim().max(100).optional(),
        ...pageInput,
      }),
    )
    .output(page(CustomerRow)),
  get: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/customers/{customerId}',
      tags: ['Customers'],
      summary: 'One customer, as this store knows them',
    })
    .input(z.object({ storeId: Id, customerId: Id }))
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
    })
    .input(
      z.object({
        storeId: Id,
        firstName: z.string().trim().min(1).max(80),
        lastName: z.string().trim().max(80),
        phone: z.string().trim().max(40).optional(),
        email: z.email().max(254).optional(),
        language: Language.optional(),
        pronoun: Pronoun.optional(),
      }),
    )
    .output(z.object({ customerId: Id })),
  setStar: operation('customer.read')
    .route({
      method: 'PUT',
      path: '/customers/{customerId}/star',
      tags: ['Customers'],
      summary: 'Star or unstar a customer, for me',
    })
    .input(z.object({ customerId: Id, starred: z.boolean() }))
    .output(z.object({ starred: z.boolean() })),
}
