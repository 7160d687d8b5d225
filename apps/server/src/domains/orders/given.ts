import { type GivenOrder, OrderInput } from '@rapport/contract'
import { problemOf } from '../../platform/problem-of.ts'
import { invalid, type Refusal } from '../../platform/refusal.ts'

const dayMs = 24 * 60 * 60_000
const earliest = Date.parse('1900-01-01T00:00:00Z')

/** The source of orders that were paid here: nobody else may record under it. */
export const ourSource = 'rapport'

/**
 * Reads what a source sent as an order.
 * @returns the order, or the refusal that names the first field that is not as it should be
 */
export function givenOrder(value: unknown, now: Date, ours = false): GivenOrder | Refusal {
  const parsed = OrderInput.safeParse(value)
  if (!parsed.success) {
    const { field, message } = problemOf(parsed.error, 'This is not an order.')
    return invalid(message, { field })
  }
  if (!ours && parsed.data.source.trim().toLowerCase() === ourSource)
    return invalid(`source: «${ourSource}» is for orders that were paid in Rapport. Take another name.`, {
      field: 'source',
    })
  // A day of grace, for clocks and time zones that are wrong.
  const latest = now.getTime() + dayMs
  for (const field of ['version', 'placedAt'] as const) {
    const at = Date.parse(parsed.data[field])
    if (at > latest) return invalid(`${field}: ${parsed.data[field]} is in the future.`, { field })
    if (at < earliest) return invalid(`${field}: ${parsed.data[field]} is too long ago.`, { field })
  }
  return parsed.data
}

/** One order of one source. */
export const keyOf = (order: { source: string; externalId: string }) => `${order.source}\n${order.externalId}`
