import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'

/** What a subject that was written down by its id is called now. */
type Subject = { name: string | null; erased: boolean }

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The names behind the ids of a page, in one look-up. A customer's is told only to whom reads customers, of a store of
 * theirs; of one who was erased nothing is left to tell but that.
 */
export async function subjectsOf(
  { tx, viewer }: StaffReading,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const ids = [...new Set(subjects.filter(subject => id.test(subject)))]
  if (ids.length === 0) return new Map()
  const reads = viewer.permissions.has('customer.read')
  const { rows } = await sql<{ of: string; name: string | null; erased: boolean }>`
    with asked as (select unnest(${ids}::uuid[]) as id),
    about (of, customer_id) as (
      select c.id, c.id from customers c join asked a on a.id = c.id
      union all select n.id, n.customer_id from customer_notes n join asked a on a.id = n.id
      union all select k.id, k.customer_id from conversations k join asked a on a.id = k.id
      union all select m.id, k.customer_id from messages m join asked a on a.id = m.id join conversations k on k.id = m.conversation_id
      union all select r.id, r.customer_id from carts r join asked a on a.id = r.id)
    select about.of, c.erased_at is not null as erased,
      case when c.erased_at is null and ${reads} and exists (
        select from customer_stores s where s.customer_id = c.id and s.store_id = any(${[...viewer.storeIds]}::uuid[]))
      then nullif(c.name, '') end as name
    from about join customers c on c.id = about.customer_id
    union all select s.id, false, nullif(trim(s.first_name || ' ' || s.last_name), '') from staff s join asked a on a.id = s.id
    union all select s.id, false, s.name from stores s join asked a on a.id = s.id
    union all select p.id, false, p.reference from payments p join asked a on a.id = p.id
    union all select r.id, false, r.reference from refunds r join asked a on a.id = r.id`.execute(tx)
  return new Map(rows.map(({ of, name, erased }) => [of, { name, erased }]))
}
