import { type TimelineItem, type TimelineKind, timelineKinds } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { mustKnow, shownPhone } from '../customers/index.ts'
import { parts } from './timeline-parts.ts'

type Input = {
  storeId: string
  customerId: string
  kinds?: TimelineKind[] | undefined
  cursor?: string | undefined
  limit: number
}
type Row = {
  kind: TimelineKind
  at: Date
  key: string
  sort: string
  store_id: string | null
  store: string | null
  said: object
}

/**
 * Everything with a customer in one line of time, newest first (CUS-2): each kind from its own index, merged by time.
 * What was bought and noted anywhere is seen by every store that knows the customer; conversations and consents only by
 * those whose they are.
 * @throws Refusal NOT_FOUND when this store does not know the customer
 */
export async function readTimeline(reading: StaffReading, input: Input) {
  await mustKnow(reading, input)
  const cursor = decodeCursor(input.cursor, ['instant', 'key'])
  const until = sql`${cursor?.[0] ?? '9999-01-01T00:00:00Z'}::timestamptz`
  const asked = {
    customerId: input.customerId,
    viewer: reading.viewer,
    until,
    below: (at: RawBuilder<unknown>, key: RawBuilder<unknown>) =>
      cursor
        ? sql`${at} <= ${until} and (${at} < ${until} or (${key}) collate "C" < ${cursor[1]})`
        : sql`${at} is not null`,
    // One more to tell that there are more; and conversations of several stores may end at the very same moment.
    limit: sql.lit(input.limit + 1 + reading.viewer.storeIds.length),
  }
  const kinds = input.kinds?.length ? [...new Set(input.kinds)] : timelineKinds
  const all = sql.join(
    kinds.map(kind => sql`(${parts[kind](asked)})`),
    sql` union all `,
  )
  const { rows } = await sql<Row>`
    select t.kind, t.at, t.key, t.said, t.store_id, s.name as store, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from (${all}) t (kind, at, key, store_id, said) left join stores s on s.id = t.store_id
    ${cursor ? sql`where (t.at, t.key collate "C") < (${cursor[0]}::timestamptz, ${cursor[1]})` : sql``}
    order by t.at desc, t.key collate "C" desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(rows, input.limit, itemOf, row => [row.sort, row.key])
}

function itemOf(row: Row): TimelineItem {
  const item = {
    ...row.said,
    kind: row.kind,
    id: row.key,
    at: row.at.toISOString(),
    storeId: row.store_id,
    storeName: row.store,
  } as TimelineItem
  if (item.kind === 'consent' && item.address.startsWith('+')) item.address = shownPhone(item.address)
  return item
}
