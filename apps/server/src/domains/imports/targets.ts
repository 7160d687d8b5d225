import type { ImportKind } from '@rapport/contract'
import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import type { FileRecord, Shape } from './records.ts'

export type Outcome =
  | { outcome: 'created' | 'updated' | 'unchanged' }
  | { outcome: 'refused'; code: string; message: string }

/** Where records of a kind go: what they must be like, and the verb of their own room that takes them. */
export type Target = {
  schema: z.ZodType
  shape?: Shape
  /** One outcome for each input, in their order; refuses one by itself. */
  write(ctx: Ctx, inputs: unknown[]): Promise<Outcome[]>
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
  const issue = parsed.error.issues[0]
  const place = issue?.path.map(part => (typeof part === 'number' ? part + 1 : part)).join('.')
  return {
    problem: place
      ? `${place}: ${issue?.message}`
      : (issue?.message ?? 'This record is not as it should be.'),
  }
}
