import type { Channel, ConsentState } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import { readConsent, recordConsent } from '../consent/index.ts'
import { changeConsent } from '../conversations/index.ts'
import { keepMade, type MergeLog, rowsOf } from './merge-log.ts'

type Point = { id: string; customer_id: string; kind: string; stopped: Date | null }
type Stop = { contactPointId: string; storeId: string; channel: Channel; everywhere: boolean }
const channelsOf: Record<string, Channel[]> = {
  phone: ['sms', 'whatsapp'],
  whatsapp: ['whatsapp'],
  email: ['email'],
}

/** Where one of the two said stop, and the addresses on which the other could still be written to. */
export async function stopsOf(reading: Reading, pair: Omit<MergeLog, 'mergeId'>): Promise<Stop[]> {
  const { rows: points } = await sql<Point>`
    select p.id, p.customer_id, p.kind, h.stopped_everywhere_at as stopped from contact_points p left join consent_heads h on h.contact_point_id = p.id
    where p.customer_id = any(${[pair.survivorId, pair.absorbedId]}::uuid[]) order by p.id`.execute(
    reading.tx,
  )
  const { rows: said } = await sql<{ id: string; store_id: string; channel: Channel }>`
    select s.contact_point_id as id, s.store_id, s.channel from consent_states s join contact_points p on p.id = s.contact_point_id
    where p.customer_id = any(${[pair.survivorId, pair.absorbedId]}::uuid[]) and s.state = 'opted_out' order by 2, 3, 1`.execute(
    reading.tx,
  )
  const others = (channel: Channel) => {
    const able = points.filter(point => channelsOf[point.kind]?.includes(channel))
    return new Set(able.map(point => point.customer_id)).size > 1 ? able : []
  }
  const stops: Stop[] = []
  for (const stopper of points.filter(point => point.stopped)) {
    const [place] = (
      await sql<{ store_id: string }>`
        (select store_id from consent_entries where contact_point_id = ${stopper.id} and everywhere order by seq desc limit 1)
        union all (select store_id from customer_stores where customer_id = ${stopper.customer_id} order by 1 limit 1) limit 1`.execute(
        reading.tx,
      )
    ).rows
    const [channel] = channelsOf[stopper.kind] ?? []
    if (!place || !channel) continue
    for (const point of others(channel))
      if (!point.stopped)
        stops.push({ contactPointId: point.id, storeId: place.store_id, channel, everywhere: true })
  }
  for (const { store_id, channel } of said)
    for (const point of others(channel))
      stops.push({ contactPointId: point.id, storeId: store_id, channel, everywhere: false })
  return stops.filter(
    (stop, place) =>
      stops.findIndex(
        one =>
          one.contactPointId === stop.contactPointId &&
          (one.everywhere ||
            (one.storeId === stop.storeId && one.channel === stop.channel && !stop.everywhere)),
      ) === place,
  )
}

/**
 * The strictest consent wins: where one of the two is opted out, the person is not written to on any address there until
 * they opt in again themselves. Each contact point keeps its own ledger; the merge is an entry in it (decision 0014).
 */
export async function mergeConsent(ctx: Ctx, log: MergeLog): Promise<void> {
  const made: object[] = []
  for (const stop of await stopsOf(ctx, log)) {
    const here = await readConsent(ctx, stop)
    const said = { after: 'opted_out', cause: 'merge', words: null, messageId: null } as const
    if (stop.everywhere) {
      const others = await ctx.tx
        .selectFrom('consent_states')
        .select(['store_id', 'channel'])
        .where('contact_point_id', '=', stop.contactPointId)
        .where('state', '<>', 'opted_out')
        .orderBy('store_id')
        .execute()
      const seq = await recordConsent(ctx, stop, { before: here.state, everywhere: true, ...said })
      made.push(entryOf(stop, seq, here.state))
      for (const other of others.filter(
        one => one.store_id !== stop.storeId || one.channel !== stop.channel,
      )) {
        const key = { ...stop, storeId: other.store_id, channel: other.channel as Channel, everywhere: false }
        const { state } = await readConsent(ctx, key)
        const entry = await changeConsent(ctx, key, null, said)
        if (entry !== null) made.push(entryOf(key, entry, state))
      }
    } else if (here.state !== 'opted_out') {
      const seq = await changeConsent(ctx, stop, null, said)
      if (seq !== null) made.push(entryOf(stop, seq, here.state))
    }
  }
  await keepMade(ctx, log, 'consent_entries', made)
}

const entryOf = (stop: Stop, seq: number, before: ConsentState) => ({
  contact_point_id: stop.contactPointId,
  store_id: stop.storeId,
  channel: stop.channel,
  everywhere: stop.everywhere,
  seq,
  before,
})

/** Takes back what the merge alone had stopped; what the customer has said since, either way, stands. */
export async function unmergeConsent(ctx: Ctx, log: MergeLog): Promise<void> {
  const rows = await rowsOf<never>(ctx, log, 'consent_entries')
  for (const { after } of rows.reverse()) {
    const entry = after as unknown as ReturnType<typeof entryOf>
    const last = await ctx.tx
      .selectFrom('consent_entries')
      .select('seq')
      .where('contact_point_id', '=', entry.contact_point_id)
      .where('store_id', '=', entry.store_id)
      .where('channel', '=', entry.channel)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last?.seq !== entry.seq) continue
    const key = { contactPointId: entry.contact_point_id, storeId: entry.store_id, channel: entry.channel }
    await recordConsent(ctx, key, {
      before: 'opted_out',
      after: entry.before,
      cause: 'unmerge',
      everywhere: entry.everywhere,
    })
  }
}
