import { z } from 'zod'
import { ConsentState } from './consent.ts'
import { AttributeKey, oneLine } from './customer-parts.ts'
import { Channel, Id } from './shapes.ts'

const Days = z.coerce.number().int().min(1).max(3650)
const Whole = z.coerce.number().int().min(-1e15).max(1e15)
const Count = z.coerce.number().int().min(0).max(1e6)

/**
 * Conditions that all must hold. Everything may come in a query string: `filter[tags][0]=vip&filter[orders][from]=2`.
 */
export const CustomerFilter = z
  .object({
    /** The strongest consent on any channel, and the consent of a channel, towards this store. */
    heart: ConsentState,
    consent: z.partialRecord(Channel, ConsentState),
    /** Opted in on one of these, with an address that works. */
    reachable: z.array(Channel).min(1).max(3),
    /** `over` asks for those who did buy, but longer ago. */
    lastPurchase: z.object({ within: Days, over: Days }).partial(),
    /** `over` includes those whom nobody was ever in touch with. */
    lastContact: z.object({ within: Days, over: Days }).partial(),
    /** In the store's currency, returns taken off. */
    spentMinor: z.object({ from: Whole, to: Whole }).partial(),
    orders: z.object({ from: Count, to: Count }).partial(),
    birthdayWithinDays: z.coerce.number().int().min(0).max(365),
    /** All of them. */
    tags: z.array(oneLine(40).min(1)).min(1).max(10),
    /** `any` wish, or a product of which they wish some variant. */
    wishlist: z.union([z.literal('any'), Id]),
    sizes: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/), oneLine(20).min(1)),
    city: oneLine(80).min(1),
    assignedTo: z.union([z.literal('none'), Id]),
    /** `is` for texts, choices and booleans; `from` and `to` for numbers and dates. */
    attributes: z.record(
      AttributeKey,
      z.object({ is: oneLine(80), from: oneLine(30), to: oneLine(30) }).partial(),
    ),
  })
  .partial()
export type CustomerFilter = z.infer<typeof CustomerFilter>

export const CustomerSort = z.enum(['lastContact', 'lastPurchase', 'spent', 'name'])
export type CustomerSort = z.infer<typeof CustomerSort>
