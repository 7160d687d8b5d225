import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { type Conditions, contactKey, isEmpty } from './filter.ts'
import { fitting } from './fitting.ts'
import { lookUps } from './look-ups.ts'

type Asked = { storeId: string; conditions: Conditions }
const [most, probed] = [1000, 200]

/**
 * How many there are, counted up to a thousand. What holds of every second of some is counted customer by customer, for
 * the thousand is soon reached; what is rarer by its indexes.
 */
export async function countCustomers(
  reading: Reading,
  { storeId, conditions }: Asked,
): Promise<{ count: number; more: boolean }> {
  const { within, beside } = lookUps(storeId, conditions, sql`k.customer_id`, 'k')
  const walk = (bound: number | null) => sql`
    select from (select k.customer_id, k.bits, k.last_contact_at from customer_stores k where k.store_id = ${storeId}
      order by ${contactKey} desc, k.customer_id desc ${bound === null ? sql`` : sql`limit ${sql.lit(bound)}`}) k
    where ${sql.join([sql`true`, ...within, ...beside], sql` and `)}`
  const latin = (conditions.words?.phrases.length ?? 0) === 0
  const common =
    latin &&
    conditions.starredBy === null &&
    (isEmpty(conditions) || (await counted(reading, walk(probed), probed)) * 2 >= probed)
  const count = await counted(
    reading,
    common ? walk(null) : sql`select ${fitting(storeId, conditions, null)}`,
    most + 1,
  )
  return { count: Math.min(count, most), more: count > most }
}

async function counted(reading: Reading, rows: ReturnType<typeof sql>, limit: number): Promise<number> {
  const found = await sql<{
    count: number
  }>`select count(*)::int as count from (${rows} limit ${sql.lit(limit)}) x`.execute(reading.tx)
  return found.rows[0]?.count ?? 0
}
