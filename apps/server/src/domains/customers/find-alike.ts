import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { cutIntoWords } from '../../platform/db/search-words.ts'
import { called } from './called.ts'
import { type Conditions, contactKey } from './filter.ts'
import { type Found, findCustomers, instantText, straightOn } from './find.ts'
import { type Meant, meantNames } from './meant-names.ts'

type Asked = { storeId: string; q: string; conditions: Conditions; limit: number }
/** `apart`: how far the name is from what was typed. */
export type FoundAlike = Found & { apart: number }

// So many are read at once, and put in order here.
const few = 100

/**
 * Customers whose names are spelled alike, the nearest first, and among equally near ones whom the store was last in
 * touch with.
 */
export async function findAlike(
  reading: StaffReading,
  asked: Asked,
  after?: readonly string[],
): Promise<FoundAlike[]> {
  const meant = await meantNames(reading, asked)
  if (meant.length === 0) return []
  const last = after && { apart: Number(after[0]), sort: after[1] as string, id: after[2] as string }
  const some = await someOfThem(reading, asked, meant)
  if (some.length === few) return tierByTier(reading, asked, { meant, some, last })
  return some
    .sort(byPlace)
    .filter(one => !last || byPlace(last, one) < 0)
    .slice(0, asked.limit)
}

const byPlace = (one: FoundAlike, other: FoundAlike) =>
  one.apart - other.apart || compare(other.sort, one.sort) || compare(other.id, one.id)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const wanted = (meant: readonly Meant[]) => meant.map(({ words }) => ({ words, phrases: [] }))

/** All of them, or a few of many, in no order. */
async function someOfThem(
  { tx }: StaffReading,
  { storeId, conditions }: Asked,
  meant: readonly Meant[],
): Promise<FoundAlike[]> {
  const either = { ...conditions, alike: { any: wanted(meant), none: [] } }
  const { rows } = await sql<Found & { name: string }>`
    select k.customer_id as id, ${instantText(contactKey)} as sort, w.search_name as name
    ${called(storeId, either, 'k')} limit ${sql.lit(few)}`.execute(tx)
  return rows.map(({ id, sort, name }) => {
    const words = cutIntoWords(name)
    const has = (one: Meant) =>
      one.words.every(({ word, begun }) => words.some(own => (begun ? own.startsWith(word) : own === word)))
    return { id, sort, apart: (meant.find(has) ?? meant.at(-1))?.apart ?? 0 }
  })
}

/** The nearest by themselves, then the next. `some`: a few of all, to tell which are common enough to be met on a walk. */
async function tierByTier(
  reading: StaffReading,
  { storeId, conditions, limit }: Asked,
  {
    meant,
    some,
    last,
  }: { meant: readonly Meant[]; some: readonly FoundAlike[]; last: FoundAlike | undefined },
): Promise<FoundAlike[]> {
  const found: FoundAlike[] = []
  for (const apart of new Set(meant.map(one => one.apart))) {
    if (last && apart < last.apart) continue
    const alike = {
      any: wanted(meant.filter(one => one.apart === apart)),
      none: wanted(meant.filter(one => one.apart < apart)),
    }
    const asked = {
      storeId,
      conditions: { ...conditions, alike },
      sort: 'lastContact' as const,
      after: last?.apart === apart ? ([last.sort, last.id] as const) : undefined,
      limit: limit - found.length,
    }
    const isCommon = some.filter(one => one.apart === apart).length * 3 >= few
    const tier = await findCustomers(reading, asked, isCommon ? straightOn : [])
    found.push(...tier.map(one => ({ ...one, apart })))
    if (found.length >= limit) break
  }
  return found
}
