import type { AmbiguousOrder, ListEnd } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf, readFrom } from '../../platform/db/pages.ts'
import { orderRowOf, type RowOfOrder, rowColumns } from './rows.ts'

type Row = RowOfOrder & {
  since: Date
  sort: string
  given: {
    firstName?: string | null
    lastName?: string | null
    phone?: string | null
    email?: string | null
  } | null
  candidates: AmbiguousOrder['candidates']
}

type Input = { storeId?: string | undefined; first: ListEnd; cursor?: string | undefined; limit: number }

/** Orders of the viewer's stores that wait for someone to say whose they are. @throws Refusal NOT_FOUND */
export async function listAmbiguous({ tx, viewer }: StaffReading, input: Input) {
  const { storeId, first } = input
  if (storeId !== undefined) mustSeeStore(viewer, storeId)
  const { after, way } = readFrom(first)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { rows } = await sql<Row>`
    with page as materialized (
      select a.* from ambiguous_orders a join orders o on o.id = a.order_id
      where a.resolved_at is null
        and (o.store_id = any(${[...viewer.storeIds]}::uuid[]) or (o.store_id is null and ${viewer.permissions.has('business.manage')}))
      ${storeId ? sql`and o.store_id = ${storeId}` : sql``}
      ${cursor ? sql`and (a.since, a.order_id) ${after} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by a.since ${way}, a.order_id ${way} limit ${sql.lit(input.limit + 1)})
    select ${rowColumns}, page.since, o.given_customer as given,
      to_char(page.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort,
      (select json_agg(json_build_object('id', c.id, 'name', c.name, 'by', x.by,
          'phone', (select value from contact_points p where p.customer_id = c.id and p.kind = 'phone' order by created_at, id limit 1),
          'email', (select value from contact_points p where p.customer_id = c.id and p.kind = 'email' order by created_at, id limit 1)
        ) order by x.place)
        from (values (1, 'phone', page.phone_customer_id), (2, 'email', page.email_customer_id)) x (place, by, id)
        join customers c on c.id = x.id) as candidates
    from page join orders o on o.id = page.order_id left join stores t on t.id = o.store_id
    order by page.since ${way}, page.order_id ${way}`.execute(tx)
  return pageOf(rows, input.limit, ambiguousOf, row => [row.sort, row.id])
}

const ambiguousOf = ({ since, given, candidates, ...row }: Row): AmbiguousOrder => ({
  order: orderRowOf(row),
  name: `${given?.firstName ?? ''} ${given?.lastName ?? ''}`.trim(),
  phone: given?.phone ?? null,
  email: given?.email ?? null,
  since: since.toISOString(),
  candidates,
})
