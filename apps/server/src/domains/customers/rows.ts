import type { ConsentState, CustomerRow, StaffSummary } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { hueOf, initialsOf } from './avatar.ts'
import { nextThing, todayAt } from './dates.ts'

type Row = {
  id: string
  name: string
  city: string | null
  birthday: string | null
  heart: ConsentState
  starred: boolean
  conversation_id: string | null
  last_contact_at: Date | null
  last_products: string[] | null
  last_order_at: Date | null
  assigned: StaffSummary | null
  time_zone: string
}

/** These customers as rows of a list, in this order; each is looked up by its keys. */
export async function rowsOf(
  reading: StaffReading,
  storeId: string,
  found: readonly { id: string; matched?: string | null }[],
): Promise<CustomerRow[]> {
  if (found.length === 0) return []
  const { rows } = await sql<Row>`
    select c.id, c.name, c.city, c.birthday::text, k.last_contact_at, g.last_products, g.last_order_at,
      (select v.id from conversations v where v.store_id = ${storeId} and v.customer_id = c.id) as conversation_id,
      exists (select from customer_stars s where s.staff_id = ${reading.viewer.staffId} and s.customer_id = c.id) as starred,
      coalesce((select substr(x, 7) from customer_filters f, unnest(f.facets) x
        where f.store_id = ${storeId} and f.customer_id = c.id and x like 'heart:%'), 'none') as heart,
      (select json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'hue', a.hue)
        from staff a where a.id = c.assigned_staff_id) as assigned, s.time_zone
    from unnest(${found.map(one => one.id)}::uuid[]) with ordinality as page (id, place)
    join stores s on s.id = ${storeId}
    join customers c on c.id = page.id
    join customer_stores k on k.store_id = ${storeId} and k.customer_id = page.id
    left join lateral (select last_products, last_order_at from customer_figures g where g.customer_id = page.id
      order by last_order_at desc limit 1) g on true
    order by page.place`.execute(reading.tx)
  const matched = new Map(found.map(one => [one.id, one.matched ?? null]))
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    hue: hueOf(row.id),
    city: row.city,
    heart: row.heart,
    starred: row.starred,
    assignedTo: row.assigned,
    conversationId: row.conversation_id,
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    lastPurchase: row.last_order_at && {
      products: row.last_products ?? [],
      at: row.last_order_at.toISOString(),
    },
    next: nextThing(row.birthday, todayAt(reading, row.time_zone)),
    matched: matched.get(row.id) ?? null,
  }))
}
