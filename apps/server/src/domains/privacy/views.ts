import type { CustomerView } from '@rapport/contract'
import { sql } from 'kysely'
import type { Runtime, StaffReading, Viewer } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { mustSeePerson } from './person.ts'

type What = CustomerView['what']
type Look = { staffId: string; customerId: string; storeId: string | null; what: What; at: Date }
const slotMs = 15 * 60_000
const waitMs = 1000
const most = 500
/** More than so many are not remembered as seen to: the database knows them too. */
const mostSeen = 20_000

/** What reading these means; whatever else names a customer counts as well. */
const meanings: Record<string, What> = {
  'customers.get': 'profile',
  'customers.record': 'profile',
  'customers.recordByExternalId': 'profile',
  'customers.records': 'profile',
  'profiles.previewMerge': 'profile',
  'profiles.timeline': 'timeline',
  'conversations.get': 'conversation',
  'conversations.messages': 'conversation',
  'notes.list': 'notes',
  'orders.list': 'order',
  'orders.get': 'order',
  'privacy.export': 'export',
}
/** Looking at the look-out itself, and a list of names, is nobody's being looked at. */
const uncounted = new Set(['privacy.views', 'profiles.duplicates', 'customers.list'])

type Asked = { customerId?: unknown; storeId?: unknown; survivorId?: unknown; absorbedId?: unknown }
type RecordTold = { id?: unknown; mergedInto?: unknown }
type Told = RecordTold & {
  customer?: { id?: unknown }
  customerId?: unknown
  storeId?: unknown
  items?: RecordTold[]
}

/** Whom an answer shows: who was asked for, or who came, a whole page of them where each comes with their whole profile. */
function shownBy(name: string, asked: Asked, told: Told): unknown[] {
  if (name === 'profiles.previewMerge') return [asked.survivorId, asked.absorbedId]
  const records = { 'customers.record': [told], 'customers.recordByExternalId': [told] }[name]
  const all = name === 'customers.records' ? told.items : records
  return (
    all?.map(one => one.mergedInto ?? one.id) ?? [asked.customerId ?? told.customer?.id ?? told.customerId]
  )
}

/**
 * Who looked at whom (CUS-8): gathered as the answers go out and written a moment later, so that no read waits for it.
 * A row a member of staff, customer and quarter of an hour.
 */
export function watchLooks(runtime: Runtime) {
  let waiting = new Map<string, Look>()
  let seen = new Set<string>()
  let slot = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<unknown> = Promise.resolve()

  function note(look: Look) {
    const current = Math.floor(look.at.getTime() / slotMs)
    if (current !== slot || seen.size >= mostSeen) {
      slot = current
      seen = new Set()
    }
    const key = `${look.staffId} ${look.customerId}`
    if (seen.has(key)) return
    seen.add(key)
    waiting.set(`${key} ${current}`, look)
    if (waiting.size >= most) flush()
    else timer ??= setTimeout(flush, waitMs).unref()
  }

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const looks = [...waiting.values()]
    waiting = new Map()
    if (looks.length === 0) return
    const rows = looks.map(look => ({
      ...look,
      slot: new Date(Math.floor(look.at.getTime() / slotMs) * slotMs),
    }))
    writing = sql`
      insert into customer_views (staff_id, customer_id, slot, store_id, at, what)
      select "staffId", "customerId", slot, "storeId", at, what
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x ("staffId" uuid, "customerId" uuid, slot timestamptz, "storeId" uuid, at timestamptz, what text)
      -- Who was erased meanwhile is not remembered.
      where exists (select from customers c where c.id = "customerId" and c.erased_at is null) order by 2, 3, 1
      on conflict do nothing`
      .execute(runtime.db)
      .catch(error => runtime.log.error({ error }, 'who looked at whom was not written down'))
  }

  return {
    /** What somebody read has gone out: whom was it about? */
    answered(viewer: Viewer | null, path: readonly string[], input: unknown, output: unknown) {
      const name = path.join('.')
      if (!viewer || uncounted.has(name)) return
      const asked = (input ?? {}) as Asked
      const told = (output ?? {}) as Told
      const storeId = asked.storeId ?? told.storeId
      for (const customerId of shownBy(name, asked, told))
        if (typeof customerId === 'string')
          note({
            staffId: viewer.staffId,
            customerId,
            storeId: typeof storeId === 'string' ? storeId : null,
            what: meanings[name] ?? 'other',
            at: runtime.clock.now(),
          })
    },
    async close() {
      flush()
      await writing
    },
  }
}

/** Who looked at a customer, newest first. @throws Refusal NOT_FOUND */
export async function listViews(
  reading: StaffReading,
  input: { customerId: string; cursor?: string | undefined; limit: number },
) {
  await mustSeePerson(reading, input.customerId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { rows } = await sql<{
    staff_id: string
    name: string
    store_id: string | null
    store: string | null
    at: Date
    sort: string
    what: What
  }>`
    select v.staff_id, btrim(s.first_name || ' ' || s.last_name) as name, v.store_id, t.name as store, v.at, v.what,
      to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from customer_views v join staff s on s.id = v.staff_id left join stores t on t.id = v.store_id
    where v.customer_id = ${input.customerId} ${cursor ? sql`and (v.at, v.staff_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by v.at desc, v.staff_id desc limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    (row): CustomerView => ({
      staffId: row.staff_id,
      staffName: row.name,
      storeId: row.store_id,
      storeName: row.store,
      at: row.at.toISOString(),
      what: row.what,
    }),
    row => [row.sort, row.staff_id],
  )
}
