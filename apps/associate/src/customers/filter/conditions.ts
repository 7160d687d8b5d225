import type { Channel, ConsentState, CustomerFilter } from '@rapport/contract'

/** One thing that a filter asks for, as it stands on one chip. */
export type Condition =
  | { kind: 'heart'; state: ConsentState }
  | { kind: 'consent'; channel: Channel; state: ConsentState }
  | { kind: 'reachable'; channels: Channel[] }
  | { kind: 'lastPurchase' | 'lastContact'; side: 'within' | 'over'; days: number }
  | { kind: 'spentMinor' | 'orders'; from?: number | undefined; to?: number | undefined }
  | { kind: 'birthday'; days: number }
  | { kind: 'tag'; tag: string }
  | { kind: 'wishlist'; product: string | null }
  | { kind: 'size'; of: string; size: string }
  | { kind: 'city'; city: string }
  | { kind: 'assignedTo'; staffId: string | null }
  | {
      kind: 'attribute'
      key: string
      asked: { is?: string | undefined; from?: string | undefined; to?: string | undefined }
    }

/** What a filter asks for, each with the filter that remains when it is taken away. */
export const conditionsOf = (filter: CustomerFilter): { condition: Condition; without: CustomerFilter }[] => {
  const found: { condition: Condition; without: CustomerFilter }[] = []
  const add = (condition: Condition, without: CustomerFilter) =>
    found.push({ condition, without: tidy(without) })
  const { heart, reachable, birthdayWithinDays, wishlist, city, assignedTo } = filter
  if (heart) add({ kind: 'heart', state: heart }, { ...filter, heart: undefined })
  for (const [channel, state] of entries(filter.consent))
    add({ kind: 'consent', channel, state }, { ...filter, consent: less(filter.consent, channel) })
  if (reachable) add({ kind: 'reachable', channels: reachable }, { ...filter, reachable: undefined })
  for (const kind of ['lastPurchase', 'lastContact'] as const)
    for (const [side, days] of entries(filter[kind]))
      add({ kind, side, days }, { ...filter, [kind]: less(filter[kind], side) })
  for (const kind of ['spentMinor', 'orders'] as const)
    if (filter[kind]) add({ kind, ...filter[kind] }, { ...filter, [kind]: undefined })
  if (birthdayWithinDays !== undefined)
    add({ kind: 'birthday', days: birthdayWithinDays }, { ...filter, birthdayWithinDays: undefined })
  for (const tag of filter.tags ?? [])
    add({ kind: 'tag', tag }, { ...filter, tags: filter.tags?.filter(each => each !== tag) })
  if (wishlist)
    add(
      { kind: 'wishlist', product: wishlist === 'any' ? null : wishlist },
      { ...filter, wishlist: undefined },
    )
  for (const [of, size] of entries(filter.sizes))
    add({ kind: 'size', of, size }, { ...filter, sizes: less(filter.sizes, of) })
  if (city) add({ kind: 'city', city }, { ...filter, city: undefined })
  if (assignedTo)
    add(
      { kind: 'assignedTo', staffId: assignedTo === 'none' ? null : assignedTo },
      { ...filter, assignedTo: undefined },
    )
  for (const [key, asked] of entries(filter.attributes))
    add({ kind: 'attribute', key, asked }, { ...filter, attributes: less(filter.attributes, key) })
  return found
}

/** Without what says nothing, so that the same wishes are always the same words in an address. */
export const tidy = (filter: CustomerFilter): CustomerFilter => {
  const kept = Object.entries(filter).map(([key, value]) => [key, filled(value)] as const)
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined))
}
const filled = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.length > 0 ? value : undefined
  const kept = Object.entries(value).filter(([, part]) => part !== undefined)
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** Changes one part of a filter; nothing takes it away. */
export const withPart = <K extends keyof CustomerFilter>(
  filter: CustomerFilter,
  key: K,
  value: CustomerFilter[K] | undefined,
): CustomerFilter => tidy({ ...filter, [key]: value })

const entries = <T extends object>(record: T | undefined) =>
  Object.entries(record ?? {}).filter(([, value]) => value !== undefined) as {
    [K in keyof T]-?: [K, NonNullable<T[K]>]
  }[keyof T][]

const less = <T extends object>(record: T | undefined, key: keyof T): T | undefined => {
  const { [key]: _gone, ...rest } = { ...record } as T
  return rest as T
}
