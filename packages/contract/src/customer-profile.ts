import { z } from 'zod'
import { ConsentState, ConsentSummary } from './consent.ts'
import { Address, AttributeValues, Figures, ImportantDate, oneLine, Sizes, Tags } from './customer-parts.ts'
import { Channel, Country, Id, Instant, Language, StaffSummary } from './shapes.ts'

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

/** What was bought last: the names of up to three products, and when. */
export const LastPurchase = z.object({ products: z.array(z.string()), at: Instant })
/** What comes next with this customer. A birthday is told two weeks ahead. */
export const NextThing = z.object({ kind: z.literal('birthday'), on: z.iso.date(), inDays: z.number().int() })

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
  lastPurchase: LastPurchase.nullable(),
  next: NextThing.nullable(),
  /** The phone, email or order number that matched a search, for the row's second line. */
  matched: z.string().nullable(),
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const Customer = z.object({
  id: Id,
  externalId: z.string().nullable(),
  /** Goes up with every change of the profile; send it back with a change, so that no one's work is lost. */
  version: z.number().int(),
  updatedAt: Instant,
  firstName: z.string(),
  lastName: z.string(),
  name: z.string(),
  initials: z.string(),
  hue: z.number().int(),
  pronoun: Pronoun,
  language: Language,
  country: Country.nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  timeZone: z.string().nullable(),
  birthday: z.string().nullable(),
  starred: z.boolean(),
  assignedTo: StaffSummary.nullable(),
  homeStore: z.object({ id: Id, name: z.string() }).nullable(),
  contactPoints: z.array(ContactPoint),
  /** Towards the store that was asked about. */
  consents: z.array(ConsentSummary),
  heart: ConsentState,
  conversationId: Id.nullable(),
  customerSince: Instant,
  lastContactAt: Instant.nullable(),
  /** One a currency, the one that they spend most in first. */
  figures: z.array(Figures),
  lastPurchase: LastPurchase.nullable(),
  next: NextThing.nullable(),
  sizes: Sizes,
  addresses: z.array(Address),
  dates: z.array(ImportantDate),
  tags: z.array(z.string()),
  /** Extended attributes by their keys; `attributes.list` says what they are. */
  attributes: AttributeValues,
})
export type Customer = z.infer<typeof Customer>

/** Never counted to the end: from 1000 on there are `more`. */
export const Count = z.object({ count: z.number().int(), more: z.boolean() })

export const Assignment = z.object({
  id: Id,
  at: Instant,
  by: StaffSummary.nullable(),
  from: z.object({ staff: StaffSummary.nullable(), storeName: z.string().nullable() }),
  to: z.object({ staff: StaffSummary.nullable(), storeName: z.string().nullable() }),
})
export type Assignment = z.infer<typeof Assignment>

/** What can be said of a customer when adding or changing them. Null empties a field; what is not named stays. */
export const ProfileFields = z.object({
  firstName: oneLine(80).min(1),
  lastName: oneLine(80),
  pronoun: Pronoun,
  language: Language,
  country: Country.nullable(),
  region: oneLine(10).nullable(),
  city: oneLine(80).nullable(),
  timeZone: oneLine(60).nullable(),
  birthday: z.iso.date().nullable(),
  externalId: oneLine(120).min(1).nullable(),
  tags: Tags,
  sizes: Sizes,
  /** Only the keys that change; null empties one. */
  attributes: AttributeValues,
  /** All of them, in their order. */
  addresses: z.array(Address).max(20),
  dates: z.array(ImportantDate).max(20),
})
