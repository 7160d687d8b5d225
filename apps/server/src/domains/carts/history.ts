import type { CartEvent } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { mustSeeCart } from './read.ts'

type Row = Omit<CartEvent, 'at'> & { at: Date }

const staff = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is not null then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'firstName', ${sql.ref(`${alias}.first_name`)},
    'lastName', ${sql.ref(`${alias}.last_name`)}, 'hue', ${sql.ref(`${alias}.hue`)}) end`

/** What happened with a cart, the latest first. @throws Refusal NOT_FOUND */
export async function cartHistory(
  reading: StaffReading,
  input: { cartId: string; cursor?: string | undefined; limit: number },
) {
  await mustSeeCart(reading, input.cartId)
  const cursor = decodeCursor(input.cursor, ['id'])
  const { rows } = await sql<Row>`
    select h.id, h.at, h.what, h.data, (h.data ->> 'version')::int as version, ${staff('f')} as staff, ${staff('a')} as "approvedBy",
      case when v.id is not null then json_build_object('name', p.name, 'colour', v.colour, 'size', v.size) end as item
    from cart_history h left join staff f on f.id = h.staff_id left join staff a on a.id = (h.data ->> 'approvedBy')::uuid
      left join cart_items i on i.id = (h.data ->> 'itemId')::uuid
      left join variants v on v.id = coalesce((h.data ->> 'variantId')::uuid, i.variant_id) left join products p on p.id = v.product_id
    where h.cart_id = ${input.cartId} ${cursor ? sql`and h.id < ${cursor[0]}` : sql``}
    order by h.id desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    (row): CartEvent => ({ ...row, at: row.at.toISOString() }),
    row => [row.id],
  )
}
