import type { Note, NoteLabel, StaffSummary } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { hueOf, initialsOf } from './avatar.ts'
import { mustKnow } from './known.ts'

type Row = {
  id: string
  staff_id: string | null
  author: StaffSummary | null
  store: Note['store']
  body: string
  labels: NoteLabel[]
  pinned: boolean
  mentions: StaffSummary[]
  created_at: Date
  edited_at: Date | null
  place: string
}
const columns = sql`n.id, n.staff_id, n.body, n.labels, n.pinned, n.created_at, n.edited_at,
  to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
  (select json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name, 'hue', s.hue) from staff s where s.id = n.staff_id) as author,
  (select json_build_object('id', s.id, 'name', s.name) from stores s where s.id = n.store_id) as store,
  coalesce((select json_agg(json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name, 'hue', s.hue) order by s.first_name, s.id)
    from note_mentions m join staff s on s.id = m.staff_id where m.note_id = n.id), '[]') as mentions`

function noteOf({ viewer }: StaffReading, row: Row): Note {
  const mine = row.staff_id === viewer.staffId
  return {
    id: row.id,
    author: row.author,
    store: row.store,
    body: row.body,
    labels: row.labels,
    pinned: row.pinned,
    mentions: row.mentions,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    mayEdit: mine,
    mayRemove: mine || viewer.permissions.has('note.manage'),
  }
}

/** A note, for whoever has been found to know its customer. */
export async function readNote(reading: StaffReading, noteId: string): Promise<Note> {
  const { rows } = await sql<Row>`select ${columns} from customer_notes n where n.id = ${noteId}`.execute(
    reading.tx,
  )
  if (!rows[0]) throw notFound()
  return noteOf(reading, rows[0])
}

type Paged = { cursor?: string | undefined; limit: number }

/** The pinned ones, then the latest; of all stores, for the next associate sees everything (CUS-3). */
export async function listNotes(
  reading: StaffReading,
  input: { storeId: string; customerId: string; label?: NoteLabel | undefined } & Paged,
) {
  await mustKnow(reading, input)
  const cursor = decodeCursor(input.cursor, ['number', 'instant', 'id'])
  const where: RawBuilder<unknown>[] = [
    sql`n.customer_id = ${input.customerId}`,
    ...(input.label ? [sql`n.labels @> array[${input.label}]::text[]`] : []),
    ...(cursor
      ? [
          sql`(n.pinned, n.created_at, n.id) < (${cursor[0] === '1'}, ${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`,
        ]
      : []),
  ]
  const { rows } = await sql<Row>`
    select ${columns} from customer_notes n where ${sql.join(where, sql` and `)}
    order by n.pinned desc, n.created_at desc, n.id desc limit ${sql.lit(input.limit + 1)}`.execute(
    reading.tx,
  )
  return pageOf(
    rows,
    input.limit,
    row => noteOf(reading, row),
    row => [row.pinned ? 1 : 0, row.place, row.id],
  )
}

/** Whom a note can mention: whoever works at a store that knows the customer. */
export async function listNoteColleagues(
  reading: StaffReading,
  input: { storeId: string; customerId: string },
): Promise<{ staff: StaffSummary[] }> {
  await mustKnow(reading, input)
  const rows = await reading.tx
    .selectFrom('staff as s')
    .where('s.state', '=', 'active')
    .where('s.kind', '=', 'person')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('staff_stores as w')
          .innerJoin('customer_stores as k', 'k.store_id', 'w.store_id')
          .whereRef('w.staff_id', '=', 's.id')
          .where('k.customer_id', '=', input.customerId)
          .select('w.staff_id'),
      ),
    )
    .select(['s.id', 's.first_name as firstName', 's.last_name as lastName', 's.hue'])
    .orderBy('s.first_name')
    .orderBy('s.id')
    .execute()
  return { staff: rows }
}

/** Notes that mention me, of customers whom a store of mine knows. */
export async function listMentions(reading: StaffReading, input: Paged) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { rows } = await sql<
    Row & { known_at: string; customer_id: string; name: string; mentioned: string; seen: boolean }
  >`
    select ${columns}, c.id as customer_id, c.name, k.store_id as known_at, m.seen_at is not null as seen,
      to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as mentioned
    from note_mentions m join customer_notes n on n.id = m.note_id join customers c on c.id = n.customer_id
    join lateral (select store_id from customer_stores k where k.customer_id = c.id and k.store_id = any(${[...reading.viewer.storeIds]}::uuid[])
      order by k.store_id = n.store_id desc, k.store_id limit 1) k on true
    where m.staff_id = ${reading.viewer.staffId}
      ${cursor ? sql`and (m.at, m.note_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by m.at desc, m.note_id desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    row => ({
      note: noteOf(reading, row),
      seen: row.seen,
      storeId: row.known_at,
      customer: {
        id: row.customer_id,
        name: row.name,
        initials: initialsOf(row.name),
        hue: hueOf(row.customer_id),
      },
    }),
    row => [row.mentioned, row.id],
  )
}
