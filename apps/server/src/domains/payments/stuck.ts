import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'

/** After how long it is no longer in the course of things. */
const afterMs = {
  link: 15 * 60_000,
  unannounced: 60 * 60_000,
  refund: 3 * 86_400_000,
  notification: 15 * 60_000,
}

/**
 * What of payments waits longer than it should: links that could not be made or ended, links paid at the provider whose
 * notification never came, refunds that were sent and never spoken of again, notifications that cannot be worked off.
 */
export function stuck({ clock }: Pick<Reading, 'clock'>) {
  const before = (ms: number) => new Date(clock.now().getTime() - ms)
  return sql<{ kind: 'link' | 'refund' | 'notification'; id: string; since: Date; why: string | null }>`
    select 'link' as kind, id, created_at as since, failure as why from payment_links
      where state in ('wanted', 'ending') and created_at < ${before(afterMs.link)} and attempts > 3
    union all select 'link', l.id, l.ended_at, 'paid at the provider, and no notification came' from payment_links l
      where l.state = 'completed' and l.ended_at < ${before(afterMs.unannounced)} and l.ended_at > ${before(90 * 86_400_000)}
        and not exists (select from payments p where p.link_id = l.id)
    union all select 'refund', id, created_at, failure from refunds
      where state = 'wanted' and created_at < ${before(afterMs.link)}
    union all select 'refund', id, sent_at, failure from refunds
      where state = 'sent' and sent_at < ${before(afterMs.refund)}
    union all select 'notification', id, received_at, outcome from payment_notifications
      where handled_at is null and received_at < ${before(afterMs.notification)}`
}

/** How many, by kind, for whoever watches the machine. */
export async function countStuck(reading: Pick<Reading, 'tx' | 'clock'>): Promise<[string, number][]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select k.kind, count(s.id)::int as count from (values ('link'), ('refund'), ('notification')) k (kind)
    left join (${stuck(reading)}) s on s.kind = k.kind group by k.kind`.execute(reading.tx)
  return rows.map(row => [row.kind, row.count])
}
