import type { Ctx } from '../../platform/context.ts'

export type NamedStore = {
  id: string
  name: string
  city: string
  region: string | null
  country: string
  language: string
}

export type NamedStores = {
  /** By id, external id, or a name that only one store has. */
  named(name: string): NamedStore | undefined
  /** Who buys without a store is this one's customer; undefined only before there is any. */
  fallback: NamedStore | undefined
}

/** How other systems name a store, and the one for what names none. There are few; all are read. */
export async function storesByName({ tx }: Pick<Ctx, 'tx'>): Promise<NamedStores> {
  const stores = await tx
    .selectFrom('stores')
    .select(['id', 'external_id', 'name', 'city', 'region', 'country', 'language'])
    .orderBy(({ eb }) => eb('kind', '<>', 'production'))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const business = await tx.selectFrom('business').select('fallback_store_id').executeTakeFirst()
  const byName = Map.groupBy(stores, store => store.name.toLowerCase())
  const byCode = new Map<string, NamedStore>([
    ...[...byName].flatMap(([name, all]) => (all.length === 1 && all[0] ? [[name, all[0]] as const] : [])),
    ...stores.flatMap(store => (store.external_id ? [[store.external_id, store] as const] : [])),
    ...stores.map(store => [store.id, store] as const),
  ])
  return {
    named: name => byCode.get(name) ?? byCode.get(name.toLowerCase()),
    fallback: byCode.get(business?.fallback_store_id ?? stores[0]?.id ?? ''),
  }
}
