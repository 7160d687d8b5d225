import type { Channel, ConsentState, CustomerFilter, CustomerSort } from '@rapport/contract'

/**
 * A filter as it stands in an address, which anyone can have typed: what cannot be one is left out. The server checks
 * the rest; this keeps the screen from stumbling over it.
 */
export const cleanFilter = (raw: unknown): CustomerFilter | undefined => {
  if (!isRecord(raw)) return undefined
  const filter: CustomerFilter = {}
  const put = <K extends keyof CustomerFilter>(key: K, value: CustomerFilter[K] | undefined) => {
    if (value !== undefined) filter[key] = value
  }
  put('heart', oneOf(states, raw.heart))
  put('consent', filled(record(raw.consent, (key, state) => oneOf(channels, key) && oneOf(states, state))))
  put('reachable', some(list(raw.reachable, each => oneOf(channels, each))))
  for (const key of ['lastPurchase', 'lastContact'] as const)
    put(key, filled(numbers(raw[key], ['within', 'over'])))
  for (const key of ['spentMinor', 'orders'] as const) put(key, filled(numbers(raw[key], ['from', 'to'])))
  put('birthdayWithinDays', number(raw.birthdayWithinDays))
  put('tags', some(list(raw.tags, text)))
  put('wishlist', text(raw.wishlist))
  put('sizes', filled(record(raw.sizes, (_key, size) => text(size))))
  put('city', text(raw.city))
  put('assignedTo', text(raw.assignedTo))
  put('attributes', filled(record(raw.attributes, (_key, asked) => filled(record(asked, attributePart)))))
  return filled(filter)
}

export const sorts: readonly CustomerSort[] = ['lastContact', 'lastPurchase', 'spent', 'name']
export const channels: readonly Channel[] = ['sms', 'whatsapp', 'email']
export const states: readonly ConsentState[] = ['opted_in', 'requested', 'none', 'opted_out']

/** One of these words, or nothing. */
export const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find(each => each === value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
    ? String(value).trim()
    : undefined
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
const attributePart = (key: string, value: unknown) =>
  oneOf(['is', 'from', 'to'], key) && (typeof value === 'boolean' ? String(value) : text(value))

const list = <T>(value: unknown, read: (each: unknown) => T | undefined): T[] =>
  Array.isArray(value) ? value.map(read).filter(each => each !== undefined) : []
const some = <T>(values: T[]): T[] | undefined => (values.length > 0 ? values : undefined)
const record = <T>(value: unknown, read: (key: string, each: unknown) => T | undefined): Record<string, T> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).flatMap(([key, each]) => {
      const clean = read(key, each)
      return clean === undefined ? [] : [[key, clean] as const]
    }),
  )
const numbers = (value: unknown, keys: readonly string[]): Record<string, number> =>
  record(value, (key, each) => (keys.includes(key) ? number(each) : undefined))
const filled = <T extends object>(value: T | undefined): T | undefined =>
  value && Object.keys(value).length > 0 ? value : undefined
