import { strict, UpsertItem, type UpsertResult } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { problemOf } from '../../platform/problem-of.ts'
import { upsertCustomers } from './upsert.ts'

const Item = strict(UpsertItem)

/** `upsertCustomers`, of what another system sent: an item that cannot be read is refused by itself, never the others. */
export async function upsertGiven(
  ctx: StaffCtx,
  { customers }: { customers: unknown[] },
): Promise<{ results: UpsertResult[] }> {
  const read = customers.map(item => Item.safeParse(item))
  const items = read.flatMap(one => (one.success ? [one.data] : []))
  const { results } = await upsertCustomers(ctx, { customers: items })
  const ours = results.values()
  return {
    results: read.map(({ error }): UpsertResult => {
      if (!error) return ours.next().value as UpsertResult
      const { message } = problemOf(error, 'This is not a customer.')
      return { outcome: 'refused', code: 'INVALID', message, customerIds: [] }
    }),
  }
}
