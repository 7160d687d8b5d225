import type { EventType } from '@rapport/contract'
import { sql } from 'kysely'
import type { Database } from './db/database.ts'
import { keepLooking } from './keep-looking.ts'

/** Where a reader stands who may wait: everything up to here is read, by transaction and number. */
export type Position = { xid: string; id: number }

/** Where a reader stands who may not wait: what was committed then, as PostgreSQL writes a snapshot (`xmin:xmax:xip,…`). */
export type Place = string

export type EventRow = {
  xid: string
  id: number
  type: EventType
  store_id: string | null
  conversation_id: string | null
  customer_id: string | null
  staff_id: string | null
  data: Record<string, unknown>
}

const columns = sql`xid::text as xid, id, type, store_id, conversation_id, customer_id, staff_id, data`

/**
 * At most `limit` events after `position`, by transaction. Rows of transactions that an older one might still overtake are
 * left for later, so that none is ever skipped; an older one that takes long holds up all of them.
 */
export async function readEvents(db: Database, position: Position, limit: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select ${columns} from events
    where (xid, id) > (${position.xid}::xid8, ${position.id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${sql.lit(limit)}`.execute(db)
  return rows
}

const longest = 200
const largest = 2n ** 64n

/** What a place is made of, if it is one: the first transaction that had not begun, and those that were under way. */
function partsOf(place: string): { next: string; underWay: string[] } | undefined {
  const [, next, list] = /^\d{1,20}:(\d{1,20}):((?:\d{1,20}(?:,|$))*)$/.exec(place) ?? []
  if (next === undefined || list === undefined) return undefined
  const underWay = list.split(',').filter(Boolean)
  const fits = underWay.length <= longest && [next, ...underWay].every(xid => BigInt(xid) < largest)
  return fits ? { next, underWay } : undefined
}

/** A place that a screen says it stood at; undefined when it is none. */
export const readPlace = (text: string): Place | undefined => (partsOf(text) ? text : undefined)

/** The end of the log as of now. */
export async function endOfEvents(db: Database): Promise<Place> {
  const { rows } = await sql<{ place: Place }>`select pg_current_snapshot()::text as place`.execute(db)
  return rows[0]?.place ?? '0:0:'
}

type Page = { events: EventRow[]; place: Place }

/**
 * At most `limit` events that were committed after `since`, by transaction, and the place that they were read at: whatever
 * is not among them, nor left for the next page, is committed after it. Nobody waits for a transaction that goes on.
 * @param rest the place of the first page and its last event, for the next one
 */
export async function readNews(
  db: Database,
  since: Place,
  limit: number,
  rest?: { place: Place; after: Position },
): Promise<Page> {
  const { next, underWay } = partsOf(since) ?? { next: '0', underWay: [] }
  const page = sql`${
    rest
      ? sql`and (xid, id) > (${rest.after.xid}::xid8, ${rest.after.id}::bigint) and pg_visible_in_snapshot(xid, ${rest.place}::pg_snapshot)`
      : sql``
  } order by xid, id limit ${sql.lit(limit)}`
  // Two looks into the index, each at as much as is new: what the place did not see had not begun, or was under way.
  const { rows } = await sql<EventRow & { place: Place }>`
    select pg_current_snapshot()::text as place, news.* from (select 1) as always left join lateral (
      (select ${columns} from events where xid >= ${next}::xid8 ${page})
      union all
      (select ${columns} from events where xid = any(${underWay}::xid8[]) ${page})) as news on true
    order by news.xid::xid8, news.id limit ${sql.lit(limit)}`.execute(db)
  const place = rest?.place ?? rows[0]?.place ?? since
  // Where nothing is new there is one row, of the place alone.
  return { place, events: rows.flatMap(({ place: _, ...event }) => (event.id === null ? [] : [event])) }
}

const pageSize = 1000

/**
 * Reads the log for as long as it runs: on every nudge, and every second as the net. `handle` gets each page of events once,
 * with the place behind them where no further page follows; of pages that throw all come again.
 */
export function follow(
  db: Database,
  from: Place,
  onNudge: (wake: () => void) => () => void,
  handle: (events: EventRow[], place: Place | null) => Promise<void>,
) {
  let since = from
  const looker = keepLooking({
    onNudge,
    everyMs: 1000,
    async look() {
      let page = await readNews(db, since, pageSize)
      for (let last = page.events.at(-1); last; last = page.events.at(-1)) {
        const more = page.events.length === pageSize
        await handle(page.events, more ? null : page.place)
        if (!more) break
        page = await readNews(db, since, pageSize, { place: page.place, after: last })
      }
      since = page.place
    },
    // A database that is away is told of elsewhere; the next look reads on from the same place.
    onError: () => {},
  })
  return {
    get place() {
      return since
    },
    stop: looker.stop,
  }
}
