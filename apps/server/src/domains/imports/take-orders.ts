import type { Ctx } from '../../platform/context.ts'
import { importOrders, knownVersions } from '../orders/index.ts'
import type { Outcome } from './targets.ts'

/**
 * Takes orders as the API does. One of a file without versions has that of the file's upload; where it is what we know
 * already, it has the known one, or each upload of the same file would be a change of every order (IMP-1).
 */
export async function takeOrders(
  ctx: Ctx,
  inputs: unknown[],
  undated: readonly boolean[],
): Promise<Outcome[]> {
  const asked = inputs.filter((_, n) => undated[n])
  const versions = asked.length > 0 ? await knownVersions(ctx, asked) : []
  const known = new Map(asked.map((input, n) => [input, versions[n]]))
  return importOrders(
    ctx,
    inputs.map(input => {
      const version = known.get(input)
      return version === undefined ? input : { ...(input as object), version }
    }),
  )
}
