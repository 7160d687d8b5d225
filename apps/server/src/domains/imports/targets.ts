import type { ImportKind } from '@rapport/contract'
import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { problemOf } from '../../platform/problem-of.ts'
import type { FileRecord, Shape } from './records.ts'

export type Outcome =
  | { outcome: 'created' | 'updated' | 'unchanged' }
  | { outcome: 'refused'; code: string; message: string }

/** Where records of a kind go: what they must be like, and the verb of their own room that takes them. */
export type Target = {
  schema: z.ZodType
  shape?: Shape
  /**
   * One outcome for each input, in their order; refuses one by itself.
   * @param undated whose version is only that of the file
   */
  write(ctx: Ctx, inputs: unknown[], undated: readonly boolean[]): Promise<Outcome[]>
}
export type Targets = Record<ImportKind, Target>

/** The record as its verb takes it, or what is wrong with it. */
export function checked(
  { schema }: Target,
  record: FileRecord,
): { input: unknown; problem?: undefined } | { problem: string } {
  if (record.problem !== undefined) return { problem: record.problem }
  const parsed = schema.safeParse(record.input)
  if (parsed.success) return { input: parsed.data }
  return { problem: problemOf(parsed.error, 'This record is not as it should be.').message }
}
