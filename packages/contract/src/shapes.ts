import { z } from 'zod'
import { isCountry } from './countries.ts'
import { languages } from './languages.ts'
import { isVisible } from './visible.ts'

export const Id = z.uuid()
/** An instant, ISO 8601 in UTC, as in `2026-11-22T09:41:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true })
/** ISO 3166-1 alpha-2, upper case. */
export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine(isCountry, 'no country has this code')
/** One of the languages of the Associate app and the customer pages (LNG-1), BCP 47. */
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
/** A page's place in a keyset-paged list; opaque to the caller. */
export const Cursor = z.string().max(200)
export const Channel = z.enum(['sms', 'whatsapp', 'email'])
export type Channel = z.infer<typeof Channel>

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: Cursor.nullable() })
/** Limits of a list page: 50 unless told, 100 at most. */
export const pageInput = {
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

const listEnds = ['newest', 'oldest'] as const
export type ListEnd = (typeof listEnds)[number]
/** A list that can be read from either end; `first` unless told. */
export const eitherEnd = (first: ListEnd) => ({ first: z.enum(listEnds).default(first) })
/** What was from this instant on, and before that one. */
export const period = { from: Instant.optional(), until: Instant.optional() }
/** The words of a message. */
export const messageBody = z.string().trim().min(1).max(1600).refine(isVisible, 'has nothing to see in it')
/** What somebody typed into a search. */
export const searched = z.string().trim().min(1).max(100)

/** A member of staff as colleagues see them. `hue` 1–7 picks the colour of the initial. */
export const StaffSummary = z.object({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  hue: z.number().int(),
})
export type StaffSummary = z.infer<typeof StaffSummary>
