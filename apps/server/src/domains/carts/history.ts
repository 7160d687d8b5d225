import type { CartEvent } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { mustSeeCart } from './read.ts'

type Row = Omit<CartEvent, 'at'> & { at: Date }

/** What happened with a cart, the latest first. @throws Refusal NOT_FOUND */
export async function cartHistory(
  reading: StaffReading,
  input: { cartId: string; cursor?: string | undefined; limit: number },
) {
  await mustSeeCart(reading, input.cartId)
  const cursor = decodeCursor(input.cursor, ['id'])
  const { rows } = await sql<Row>`
    select h.id, h.at, h.what, h.data,
      case when f.id is not null then json_build_object('id', f.id, 'firstName', f.first_name, 'lastName', f.last_name, 'hue', f.hue) end as staff
    from cart_history h left join staff f on f.id = h.staff_id
    where h.cart_id = ${input.cartId} ${cursor ? sql`and h.id < ${cursor[0]}` : sql``}
    order by h.id desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    (row): CartEvent => ({ ...row, at: row.at.toISOString() }),
    row => [row.id],
  )
}
