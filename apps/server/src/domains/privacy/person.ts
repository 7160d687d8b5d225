import { sql } from 'kysely'
import type { Ctx, Reading, StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'

/** One person: the customer, and all that were merged into them; with everything by which rows are theirs. */
export type Person = { customers: string[]; points: string[]; conversations: string[]; orders: string[] }

/** @throws Refusal NOT_FOUND when no store of the viewer's knows the customer, or they are part of another by now */
export async function mustSeePerson(reading: StaffReading, customerId: string): Promise<void> {
  const { rows } = await sql`
    select from customers c where c.id = ${customerId} and c.merged_into is null and c.erased_at is null
      and exists (select from customer_stores k where k.customer_id = c.id and k.store_id = any(${[...reading.viewer.storeIds]}::uuid[]))`.execute(
    reading.tx,
  )
  if (rows.length === 0) throw notFound()
}

export async function readPerson(
  reading: Pick<Reading, 'tx'> | Pick<Ctx, 'tx'>,
  customerId: string,
): Promise<Person> {
  const { rows } = await sql<Person>`
    with recursive merged as (
      select id from customers where id = ${customerId}
      union select c.id from customers c join merged m on c.merged_into = m.id)
    select array(select id::text from merged order by 1) as customers,
      array(select p.id::text from contact_points p join merged on merged.id = p.customer_id order by 1) as points,
      array(select v.id::text from conversations v join merged on merged.id = v.customer_id order by 1) as conversations,
      array(select o.id::text from orders o join merged on merged.id = o.customer_id order by 1) as orders`.execute(
    reading.tx,
  )
  const [person] = rows
  if (!person) throw new Error('A person has a row.')
  return person
}
