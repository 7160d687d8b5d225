import { z } from 'zod'
import { Country, Id, Instant } from './shapes.ts'
import { isVisible } from './visible.ts'

const seen = (text: string) => text === '' || isVisible(text)
const unseen = 'has nothing to see in it'

/** Words on one line: trimmed, without control characters. */
export const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be on one line')
    .refine(seen, unseen)
/** Words on any number of lines. */
export const manyLines = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'must not contain control characters')
    .refine(seen, unseen)

export const Address = z.object({
  /** As it was given; without one it is a new address. */
  id: Id.optional(),
  label: oneLine(40).nullable().default(null),
  recipient: oneLine(120).nullable().default(null),
  line1: oneLine(120).min(1),
  line2: oneLine(120).nullable().default(null),
  postalCode: oneLine(20).nullable().default(null),
  city: oneLine(80).min(1),
  region: oneLine(40).nullable().default(null),
  country: Country,
})
export type Address = z.infer<typeof Address>

export const ImportantDate = z.object({
  label: oneLine(60).min(1),
  /** `2019-06-14`, or `--06-14` when nobody knows the year. */
  date: z.union([z.iso.date(), z.string().regex(/^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)]),
})
export type ImportantDate = z.infer<typeof ImportantDate>

/** What they wear, by kind: `{"garment": "38", "shoes": "39"}`. */
export const Sizes = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/), oneLine(20).min(1))
export type Sizes = z.infer<typeof Sizes>
export const Tags = z.array(oneLine(40).min(1)).max(50)

export const AttributeKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const AttributeValue = z.union([oneLine(1000), z.number(), z.boolean()])
export type AttributeValue = z.infer<typeof AttributeValue>
export const AttributeValues = z.record(AttributeKey, AttributeValue.nullable())
export type AttributeValues = z.infer<typeof AttributeValues>

/** What a customer bought in one currency, as far as we know their orders. */
export const Figures = z.object({
  currency: z.string(),
  orders: z.number().int(),
  units: z.number().int(),
  returnedUnits: z.number().int(),
  /** Before returns. */
  spentMinor: z.number().int(),
  returnedMinor: z.number().int(),
  /** What they kept, over all orders and on average. */
  lifetimeMinor: z.number().int(),
  averageMinor: z.number().int(),
  /** Share of the units that came back, 0 to 1. */
  returnRate: z.number(),
  firstOrderAt: Instant,
  lastOrderAt: Instant,
  lastStore: z.object({ id: Id, name: z.string() }).nullable(),
})
export type Figures = z.infer<typeof Figures>
