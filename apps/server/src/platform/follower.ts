import type { EventType } from '@rapport/contract'
import { sql } from 'kysely'
import type { Database } from './db/database.ts'

/** Where a reader of the events stands: commit order, not id order. */
export type Position = { xid: string; id: number }
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

export const encodePosition = (position: Position) => `${position.xid}.${position.id}`
export function decodePosition(text: string | undefined): Position | undefined {
  const match = /^(\d{1,20})\.(\d{1,15})$/.exec(text ?? '')
  return match?.[1] && match[2] ? { xid: match[1], id: Number(match[2]) } : undefined
}

/** The end of the log as of now: everything before it is committed. */
export async function endOfEvents(db: Database): Promise<Position> {
  const { rows } = await sql<{
    xid: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  return { xid: rows[0]?.xid ?? '0', id: 0 }
}

/**
 * At most `limit` events after `position`, in commit order. Rows of transactions that an older one might still
 * overtake are left for later, so that none is ever skipped.
 */
export async function readEvents(db: Database, position: Position, limit: number): Promise<EventRow[]> {
  const { events } = await readSettled(db, position, limit)
  return events
}

/** As `readEvents`; and whether more is there that waits for an older transaction to end. */
async function readSettled(db: Database, position: Position, limit: number) {
  const { rows } = await sql<EventRow & { settled: boolean }>`
    select xid::text as xid, id, type, store_id, conversation_id, customer_id, staff_id, data,
      xid < pg_snapshot_xmin(pg_current_snapshot()) as settled from events
    where (xid, id) > (${position.xid}::xid8, ${position.id}::bigint)
    order by xid, id limit ${sql.lit(limit)}`.execute(db)
  const events: EventRow[] = rows.flatMap(({ settled, ...event }) => (settled ? [event] : []))
  return { events, held: events.length < rows.length }
}

/** How soon what an older transaction held up is looked at again: its end tells nobody when it published nothing. */
const heldMs = { first: 10, most: 160 }

/**
 * Reads the log for as long as it runs: on every nudge, and every second as the net. What is held up by a transaction that
 * began earlier is asked for again soon, for no nudge may follow.
 * `handle` gets each batch once; a batch that throws comes again.
 */
export function follow(
  db: Database,
  from: Position,
  onNudge: (wake: () => void) => () => void,
  handle: (batch: EventRow[]) => Promise<void>,
) {
  let position = from
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let waitMs = heldMs.first
  let soon: ReturnType<typeof setTimeout> | undefined

  async function drain() {
    do {
      again = false
      const { events: batch, held } = await readSettled(db, position, 1000)
      lookAgain(held)
      const last = batch.at(-1)
      if (!last) continue
      await handle(batch)
      position = { xid: last.xid, id: last.id }
      if (batch.length === 1000) again = true
    } while (again && !stopped)
  }
  function lookAgain(held: boolean) {
    clearTimeout(soon)
    if (!held) {
      waitMs = heldMs.first
      return
    }
    soon = setTimeout(wake, waitMs)
    waitMs = Math.min(waitMs * 2, heldMs.most)
  }
  function wake() {
    if (stopped) return
    again = true
    running ??= drain()
      .catch(() => {})
      .finally(() => {
        running = undefined
        // A nudge that came between the last read and here must not wait for the net.
        if (again && !stopped) setTimeout(wake, 50)
      })
  }
  const deaf = onNudge(wake)
  const net = setInterval(wake, 1000)
  net.unref()
  return {
    get position() {
      return position
    },
    wake,
    async stop() {
      stopped = true
      deaf()
      clearInterval(net)
      clearTimeout(soon)
      await running
      clearTimeout(soon)
    },
  }
}
