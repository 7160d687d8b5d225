import { type RawBuilder, sql } from 'kysely'
import { type Conditions, type Table, tables } from './filter.ts'
import { arrayOf } from './look-ups.ts'

type Part = RawBuilder<unknown>

/**
 * All of whom the conditions hold, by their indexes, whichever the database finds the narrowest; and the table `also`. By
 * names see `called`.
 */
export function fitting(storeId: string, all: Conditions, also: Table | null): Part {
  const keys = (parts: Part[]) => sql`facet_keys(${storeId}, ${arrayOf(parts)})`
  const filters = [
    ...(all.facets.length > 0 ? [sql`facet_keys(f.store_id, f.facets) @> ${keys(all.facets)}`] : []),
    ...all.anyFacets.map(some => sql`facet_keys(f.store_id, f.facets) && ${keys(some)}`),
    ...(all.birthday ? [all.birthday.exactly] : []),
  ]
  const conditions: Record<Table, Part[]> = {
    f: filters,
    p: [...all.last, ...all.spent, ...all.orders],
    k: all.contact,
  }
  const used = (['f', 'p', 'k'] as const).filter(table => conditions[table].length > 0 || table === also)
  // What is known beyond the store is looked up in it.
  if (used.length === 0) used.push('k')
  // A facet has its store in it. Named again as one to look up, the store would be read whole for nothing.
  const byFacet = filters.length > 0 && !all.birthday
  const inStore = (table: Table) =>
    table === 'f' && byFacet
      ? sql`f.store_id is not distinct from ${storeId}`
      : sql`${sql.raw(table)}.store_id = ${storeId}`
  const sources: { from: Part; id: Part; where: Part[] }[] = [
    ...used.map(table => ({
      from: sql.raw(`${tables[table]} ${table}`),
      id: sql.raw(`${table}.customer_id`),
      where: [inStore(table), ...conditions[table]],
    })),
    ...all.numbers.map(({ key, conditions: ranges }, place) => ({
      from: sql`(select n.customer_id from customer_numbers n where n.store_id = ${storeId} and n.key = ${key}
        and ${sql.join(ranges, sql` and `)}) ${sql.raw(`n${place}`)}`,
      id: sql.raw(`n${place}.customer_id`),
      where: [],
    })),
    ...(all.starredBy
      ? [{ from: sql`customer_stars x`, id: sql`x.customer_id`, where: [sql`x.staff_id = ${all.starredBy}`] }]
      : []),
  ]
  const [first, ...others] = sources
  const joined = others.map(other => sql`join ${other.from} on ${other.id} = ${first?.id}`)
  const where = sources.flatMap(source => source.where)
  return sql`from ${first?.from} ${sql.join(joined, sql` `)} where ${sql.join([sql`true`, ...where], sql` and `)}`
}
