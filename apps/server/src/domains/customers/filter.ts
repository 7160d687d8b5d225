import type { CustomerFilter } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import type { Wanted } from '../../platform/db/search-words.ts'
import { invalid } from '../../platform/refusal.ts'
import { dayNumber, monthDay, todayIn } from './dates.ts'

type Part = RawBuilder<unknown>
/** The tables that lists are sorted by, a row a store and customer. */
export const tables = { f: 'customer_filters', p: 'customer_purchases', k: 'customer_stores' } as const
export type Table = keyof typeof tables

/** What must hold of a customer, sorted by the table that knows it: one of `tables`, or `n` customer_numbers. */
export type Conditions = {
  facets: Part[]
  /** Of each of these sets at least one. */
  anyFacets: Part[][]
  /** Exactly, and in which thirds of months; those only where they are few. */
  birthday: { exactly: Part; about: Part[] } | null
  last: Part[]
  spent: Part[]
  orders: Part[]
  contact: Part[]
  numbers: { key: string; conditions: Part[] }[]
  starredBy: string | null
  words: Wanted | null
  alike: Either | null
}
/** A name with all words of one of these, and not of one of those. */
export type Either = { any: readonly Wanted[]; none: readonly Wanted[] }

export const noTime = '0001-01-01T00:00:00.000000Z'
export const contactKey = sql`coalesce(k.last_contact_at, ${sql.lit('0001-01-01 00:00:00+00')}::timestamptz)`

export const isEmpty = (all: Conditions) =>
  [all.facets, all.anyFacets, all.last, all.spent, all.orders, all.contact, all.numbers].every(
    part => part.length === 0,
  ) &&
  !all.birthday &&
  !all.starredBy &&
  !all.words &&
  !all.alike

type Asked = { storeId: string; list: 'mine' | 'store' | 'starred'; filter?: CustomerFilter | undefined }

/** @throws Refusal INVALID for an attribute that does not exist, or a value it cannot have */
export async function conditionsOf(
  reading: Reading & { viewer: { staffId: string } },
  { storeId, list, filter = {} }: Asked,
): Promise<Conditions> {
  const now = reading.clock.now()
  const { viewer } = reading
  const facets: Part[] = []
  const facet = (text: string) => facets.push(sql`${text}::text`)
  if (list === 'mine') facet(`staff:${viewer.staffId}`)
  if (filter.assignedTo) facet(`staff:${filter.assignedTo}`)
  if (filter.heart) facet(`heart:${filter.heart}`)
  for (const [channel, state] of Object.entries(filter.consent ?? {})) facet(`consent:${channel}:${state}`)
  for (const tag of filter.tags ?? []) facets.push(sql`'tag:' || lower(${tag})`)
  for (const [kind, size] of Object.entries(filter.sizes ?? {}))
    facets.push(sql`${`size:${kind}:`} || lower(${size})`)
  if (filter.city) facets.push(sql`'city:' || plain(${filter.city})`)
  if (filter.wishlist) facet(filter.wishlist === 'any' ? 'wish' : `wish:p:${filter.wishlist}`)
  const ago = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60_000)
  const { lastPurchase = {}, lastContact = {} } = filter
  const all: Conditions = {
    facets,
    anyFacets: filter.reachable ? [filter.reachable.map(channel => sql`${`reach:${channel}`}::text`)] : [],
    birthday:
      filter.birthdayWithinDays === undefined
        ? null
        : await birthdays(reading, storeId, filter.birthdayWithinDays),
    last: [
      ...(lastPurchase.within ? [sql`p.last_at >= ${ago(lastPurchase.within)}`] : []),
      ...(lastPurchase.over
        ? [sql`p.last_at < ${ago(lastPurchase.over)} and p.last_at > ${noTime}::timestamptz`]
        : []),
    ],
    spent: range(sql`p.spent_minor`, filter.spentMinor),
    orders: range(sql`p.orders`, filter.orders),
    contact: [
      ...(lastContact.within ? [sql`${contactKey} >= ${ago(lastContact.within)}`] : []),
      ...(lastContact.over ? [sql`${contactKey} < ${ago(lastContact.over)}`] : []),
    ],
    numbers: [],
    starredBy: list === 'starred' ? viewer.staffId : null,
    words: null,
    alike: null,
  }
  await addAttributes(reading, all, filter.attributes ?? {})
  return all
}

function range(
  column: Part,
  { from, to }: { from?: number | undefined; to?: number | undefined } = {},
): Part[] {
  return [
    ...(from === undefined ? [] : [sql`${column} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${column} <= ${to}`]),
  ]
}

// To compare with more of them takes longer than to look at the day.
const mostThirds = 4

/** Around New Year the days wrap; nobody asks for more than a year. */
async function birthdays(reading: Reading, storeId: string, days: number): Promise<Conditions['birthday']> {
  if (days >= 365) return { exactly: sql`f.birthday_day is not null`, about: [] }
  const today = await todayIn(reading, storeId)
  const [from, to] = [monthDay(today), monthDay(today.add({ days }))]
  const exactly =
    from <= to
      ? sql`f.birthday_day between ${from} and ${to}`
      : sql`(f.birthday_day >= ${from} or f.birthday_day <= ${to})`
  const near = Array.from({ length: Math.min(days, 31 * mostThirds) + 1 }, (_, n) => today.add({ days: n }))
  // As in `birthday_facets`.
  const thirds = new Set(
    near.map(({ month, day }) => `born:${month * 10 + Math.min(Math.floor((day - 1) / 10), 2)}`),
  )
  return { exactly, about: thirds.size > mostThirds ? [] : [...thirds].map(third => sql`${third}::text`) }
}

async function addAttributes(
  reading: Reading,
  all: Conditions,
  asked: NonNullable<CustomerFilter['attributes']>,
): Promise<void> {
  const keys = Object.keys(asked)
  if (keys.length === 0) return
  const rows = await reading.tx
    .selectFrom('attribute_definitions')
    .select(['key', 'kind'])
    .where('key', 'in', keys)
    .where('archived', '=', false)
    .execute()
  for (const [key, { is, from, to }] of Object.entries(asked)) {
    const kind = rows.find(row => row.key === key)?.kind
    if (!kind) throw invalid(`There is no attribute «${key}». Take it out of the filter.`)
    if (kind !== 'number' && kind !== 'date') {
      if (from !== undefined || to !== undefined)
        throw invalid(`The attribute «${key}» has no order; ask what it \`is\`.`)
      all.facets.push(
        is === undefined ? sql`${`attr:${key}`}::text` : sql`${`attr:${key}=`} || left(plain(${is}), 80)`,
      )
      continue
    }
    const read = (text: string) => {
      const value = kind === 'date' ? dayNumber(text) : Number(text)
      if (text === '' || !Number.isFinite(value))
        throw invalid(`«${text}» is no value of the attribute «${key}».`)
      return value
    }
    const conditions = [
      ...(is === undefined ? [] : [sql`n.value = ${read(is)}`]),
      ...(from === undefined ? [] : [sql`n.value >= ${read(from)}`]),
      ...(to === undefined ? [] : [sql`n.value <= ${read(to)}`]),
    ]
    if (conditions.length > 0) all.numbers.push({ key, conditions })
    else all.facets.push(sql`${`attr:${key}`}::text`)
  }
}
