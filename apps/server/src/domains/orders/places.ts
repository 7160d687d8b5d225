import type { Ctx } from '../../platform/context.ts'

export type Place = {
  id: string
  name: string
  city: string
  region: string | null
  country: string
  language: string
}
export type Seller = { id: string; email: string; name: string; active: boolean }
export type Places = {
  /** By id, external id, or a name that only one store has. */
  store(named: string): Place | undefined
  /** By email or id. */
  seller(named: string): Seller | undefined
}

/** The stores and the staff of the business: there are few, and orders and rules may name any. */
export async function loadPlaces({ tx }: Pick<Ctx, 'tx'>): Promise<Places> {
  const stores = await tx
    .selectFrom('stores')
    .select(['id', 'external_id', 'name', 'city', 'region', 'country', 'language'])
    .execute()
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'email', 'first_name', 'last_name', 'state'])
    .where('kind', '=', 'person')
    .execute()
  const named = Map.groupBy(stores, store => store.name.toLowerCase())
  const byCode = new Map<string, Place>([
    ...[...named].flatMap(([name, all]) => (all.length === 1 && all[0] ? [[name, all[0]] as const] : [])),
    ...stores.flatMap(store => (store.external_id ? [[store.external_id, store] as const] : [])),
    ...stores.map(store => [store.id, store] as const),
  ])
  const sellers = staff.map(one => ({
    id: one.id,
    email: one.email ?? '',
    name: `${one.first_name} ${one.last_name}`.trim(),
    active: one.state === 'active',
  }))
  const bySelf = new Map(sellers.flatMap(one => [[one.id, one] as const, [one.email, one] as const]))
  return {
    store: code => byCode.get(code) ?? byCode.get(code.toLowerCase()),
    seller: named => bySelf.get(named.toLowerCase()),
  }
}
