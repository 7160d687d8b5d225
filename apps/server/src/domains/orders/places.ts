import type { Ctx, Viewer } from '../../platform/context.ts'
import { type NamedStore, storesByName } from '../stores/index.ts'

export type Place = NamedStore
export type Seller = { id: string; email: string; name: string; active: boolean }
export type Places = {
  /** By id, external id, or a name that only one store has. */
  store(named: string): Place | undefined
  /** Who buys without a store is this one's customer. */
  fallback: Place | undefined
  /** May whoever brings the orders bring them for this store? */
  within(storeId: string): boolean
  /** By email or id. */
  seller(named: string): Seller | undefined
}

/**
 * The stores and the staff of the business: there are few, and orders and rules may name any.
 * @param viewer who brings orders, and for their own stores only; without one they come from headquarters
 */
export async function loadPlaces(ctx: Pick<Ctx, 'tx'> & { viewer?: Viewer }): Promise<Places> {
  const staff = await ctx.tx
    .selectFrom('staff')
    .select(['id', 'email', 'first_name', 'last_name', 'state'])
    .where('kind', '=', 'person')
    .execute()
  const sellers = staff.map(one => ({
    id: one.id,
    email: one.email ?? '',
    name: `${one.first_name} ${one.last_name}`.trim(),
    active: one.state === 'active',
  }))
  const bySelf = new Map(sellers.flatMap(one => [[one.id, one] as const, [one.email, one] as const]))
  const { named, fallback } = await storesByName(ctx)
  const { viewer } = ctx
  return {
    store: named,
    fallback,
    within: storeId => viewer === undefined || viewer.storeIds.includes(storeId),
    seller: email => bySelf.get(email.toLowerCase()),
  }
}
