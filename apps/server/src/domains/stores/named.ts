import type { Ctx } from '../../platform/context.ts'

export type NamedStore = {
  id: string
  name: string
  city: string
  region: string | null
  country: string
  language: string
}

/** How other systems name a store: by id, external id, or a name that only one store has. There are few; all are read. */
export async function storesByName({
  tx,
}: Pick<Ctx, 'tx'>): Promise<(named: string) => NamedStore | undefined> {
  const stores = await tx
    .selectFrom('stores')
    .select(['id', 'external_id', 'name', 'city', 'region', 'country', 'language'])
    .execute()
  const byName = Map.groupBy(stores, store => store.name.toLowerCase())
  const byCode = new Map<string, NamedStore>([
    ...[...byName].flatMap(([name, all]) => (all.length === 1 && all[0] ? [[name, all[0]] as const] : [])),
    ...stores.flatMap(store => (store.external_id ? [[store.external_id, store] as const] : [])),
    ...stores.map(store => [store.id, store] as const),
  ])
  return named => byCode.get(named) ?? byCode.get(named.toLowerCase())
}
