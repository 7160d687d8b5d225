import type { Ctx } from '../../platform/context.ts'
import { type NamedStore, storesByName } from '../stores/index.ts'

export type Place = NamedStore
export type Seller = { id: string; email: string; name: string; active: boolean }
export type Places = {
  /** By id, external id, or a name that only one store has. */
  store(named: string): Place | undefined
  /** By email or id. */
  seller(named: string): Seller | undefined
}

/** The stores and the staff of the business: there are few, and orders and rules may name any. */
export async function loadPlaces(ctx: Pick<Ctx, 'tx'>): Promise<Places> {
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
  return { store: await storesByName(ctx), seller: named => bySelf.get(named.toLowerCase()) }
}
