import type { z } from 'zod'
import { problemOf } from '../../platform/problem-of.ts'

export type CatalogOutcome =
  | { outcome: 'created' | 'updated' | 'unchanged'; id: string }
  | { outcome: 'refused'; code: string; message: string }

type Refused = Extract<CatalogOutcome, { outcome: 'refused' }>

/** Reads a line as what it should be, or says which field is not as it should be. */
export function parseLine<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
): { value: z.output<Shape> } | { refused: Refused } {
  const parsed = shape.safeParse(value)
  if (parsed.success) return { value: parsed.data }
  const { message } = problemOf(parsed.error)
  return { refused: { outcome: 'refused', code: 'INVALID', message } }
}
