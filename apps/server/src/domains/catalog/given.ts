import type { z } from 'zod'
import { problemOf } from '../../platform/problem-of.ts'

export type CatalogOutcome =
  | { outcome: 'created' | 'updated' | 'unchanged'; id: string }
  | { outcome: 'refused'; code: string; message: string }

type Refused = Extract<CatalogOutcome, { outcome: 'refused' }>

const dayMs = 24 * 60 * 60_000
const earliest = Date.parse('1900-01-01T00:00:00Z')

/** Reads a line as what it should be, or says which field is not as it should be. */
export function parseLine<Shape extends z.ZodType<{ version: string }>>(
  shape: Shape,
  value: unknown,
  now: Date,
): { value: z.output<Shape> } | { refused: Refused } {
  const parsed = shape.safeParse(value)
  if (!parsed.success) return { refused: refused('INVALID', problemOf(parsed.error).message) }
  const { version } = parsed.data
  const at = Date.parse(version)
  // A day of grace, for clocks and time zones that are wrong. Later ones would keep every true version out.
  if (at > now.getTime() + dayMs)
    return { refused: refused('INVALID', `version: ${version} is in the future.`) }
  if (at < earliest) return { refused: refused('INVALID', `version: ${version} is too long ago.`) }
  return { value: parsed.data }
}

/** A line that is not taken, and why. */
export const refused = (code: string, message: string): Refused => ({ outcome: 'refused', code, message })
