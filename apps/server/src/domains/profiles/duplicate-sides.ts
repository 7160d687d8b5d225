import type { DuplicateSide } from '@rapport/contract'
import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { hueOf, initialsOf, shownPhone } from '../customers/index.ts'

type Row = Omit<DuplicateSide, 'initials' | 'hue' | 'lastContactAt' | 'createdAt'> & {
  lastContactAt: Date | null
  createdAt: Date
}

/** These customers as one compares them; `here` tells which of them this store knows. */
export async function readSides(
  reading: Reading,
  storeId: string | null,
  customerIds: readonly string[],
): Promise<Map<string, DuplicateSide>> {
  const { rows } = await sql<Row>`
    select c.id, c.version, c.name, c.city, c.birthday::text as birthday, c.created_at as "createdAt",
      array(select value from contact_points p where p.customer_id = c.id and p.detached_at is null order by created_at, id) as contacts,
      coalesce((select sum(orders) from customer_figures f where f.customer_id = c.id), 0)::int as orders,
      (select max(last_contact_at) from customer_stores k where k.customer_id = c.id) as "lastContactAt",
      ${storeId === null ? sql`true` : sql`exists (select from customer_stores k where k.customer_id = c.id and k.store_id = ${storeId})`} as here
    from customers c where c.id = any(${[...customerIds]}::uuid[])`.execute(reading.tx)
  return new Map(
    rows.map(row => [
      row.id,
      {
        ...row,
        initials: initialsOf(row.name),
        hue: hueOf(row.id),
        contacts: row.contacts.map(value => (value.startsWith('+') ? shownPhone(value) : value)),
        lastContactAt: row.lastContactAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      },
    ]),
  )
}
