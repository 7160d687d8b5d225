import { z } from 'zod'
import { Address, AttributeValues, Figures, ImportantDate, oneLine, Sizes, Tags } from './customer-parts.ts'
import { Country, Id, Instant, Language } from './shapes.ts'

const pronoun = z.enum(['she', 'he', 'they']).nullable()

/** A customer as other systems keep them: without the view of any one store. */
export const CustomerRecord = z.object({
  id: Id,
  externalId: z.string().nullable(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
  firstName: z.string(),
  lastName: z.string(),
  pronoun,
  language: Language,
  country: Country.nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  timeZone: z.string().nullable(),
  birthday: z.string().nullable(),
  contactPoints: z.array(
    z.object({
      id: Id,
      kind: z.enum(['phone', 'email', 'whatsapp']),
      value: z.string(),
      invalid: z.boolean(),
    }),
  ),
  addresses: z.array(Address),
  dates: z.array(ImportantDate),
  sizes: Sizes,
  tags: z.array(z.string()),
  attributes: AttributeValues,
  figures: z.array(Figures),
  homeStoreId: Id.nullable(),
  assignedStaffId: Id.nullable(),
  /** The stores that know them, of mine. */
  storeIds: z.array(Id),
  /** Set when this customer was found to be another one; ask for that one instead. */
  mergedInto: Id.nullable(),
  erasedAt: Instant.nullable(),
})
export type CustomerRecord = z.infer<typeof CustomerRecord>

/**
 * A customer as another system gives them. Found by external id, then phone, then email; what is not named stays, null
 * empties, contact points and wishes are added and never taken away. A field that does not exist is refused: a `phone`
 * for `phones` would else be lost without a word.
 */
export const UpsertItem = z.strictObject({
  externalId: oneLine(120).min(1).optional(),
  phones: z.array(oneLine(40).min(1)).max(20).optional(),
  emails: z.array(z.email().max(254)).max(20).optional(),
  whatsappIds: z
    .array(oneLine(131).min(1))
    .max(20)
    .describe(
      'Each the number without its plus, or, of someone who hides it, Meta’s id: a country’s code, a dot and up to 128 letters and digits.',
    )
    .optional(),
  firstName: oneLine(80).optional(),
  lastName: oneLine(80).optional(),
  pronoun: pronoun.optional(),
  language: Language.optional(),
  country: Country.nullable().optional(),
  region: oneLine(10).nullable().optional(),
  city: oneLine(80).nullable().optional(),
  timeZone: oneLine(60).nullable().optional(),
  birthday: z.iso.date().nullable().optional(),
  addresses: z.array(Address).max(20).optional(),
  dates: z.array(ImportantDate).max(20).optional(),
  sizes: Sizes.optional(),
  tags: Tags.optional(),
  attributes: AttributeValues.optional(),
  /** Stores that know them from now on; the first one also decides how a phone without country code is read. */
  storeIds: z.array(Id).max(50).optional(),
  homeStoreId: Id.nullable().optional(),
  /** Wished-for goods, by the product's external id, or a variant's SKU. */
  wishes: z
    .array(
      z.union([z.object({ productExternalId: oneLine(120).min(1) }), z.object({ sku: oneLine(80).min(1) })]),
    )
    .max(100)
    .optional(),
  /** Refused when the customer has another one by now. */
  version: z.number().int().optional(),
})
export type UpsertItem = z.infer<typeof UpsertItem>

export const UpsertResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['created', 'updated', 'unchanged']),
    customerId: Id,
    version: z.number().int(),
  }),
  z.object({
    outcome: z.literal('refused'),
    code: z.enum([
      'NO_KEY',
      'NO_STORE',
      'AMBIGUOUS',
      'CONTACT_TAKEN',
      'EXTERNAL_ID_TAKEN',
      'PHONE_INVALID',
      'ATTRIBUTE_INVALID',
      'VERSION_CHANGED',
      'UNKNOWN_PRODUCT',
      'INVALID',
    ]),
    message: z.string(),
    /** Whom it could be, when it could be more than one. */
    customerIds: z.array(Id),
  }),
])
export type UpsertResult = z.infer<typeof UpsertResult>
