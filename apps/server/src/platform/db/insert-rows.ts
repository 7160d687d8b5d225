import { type Insertable, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from './database.ts'

/**
 * Many rows in one statement with one parameter, so that neither their number nor their columns meet a limit, and the
 * plan is the same for one row and for a thousand. All rows have the columns of the first.
 */
export async function insertRows<Table extends keyof DB & string>(
  tx: Transaction<DB>,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
  onConflict: RawBuilder<unknown> = sql``,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(column => sql.id(column)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${onConflict}`.execute(tx)
}
