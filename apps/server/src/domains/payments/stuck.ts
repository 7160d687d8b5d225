import type { StuckPayment } from '@rapport/contract'
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
  return sql<Omit<StuckPayment, 'since'> & { since: Date }>`
    select 'link' as kind, case state when 'wanted' then 'make' else 'end' end as step, id, reference, null::uuid as "paymentId",
        currency, amount_minor as "amountMinor", created_at as since, failure as why from payment_links
      where state in ('wanted', 'ending') and created_at < ${before(afterMs.link)} and attempts > 3
    union all select 'link', 'hear', l.id, l.reference, null, l.currency, l.amount_minor, l.ended_at, null from payment_links l
      where l.state = 'completed' and l.ended_at < ${before(afterMs.unannounced)} and l.ended_at > ${before(90 * 86_400_000)}
        and not exists (select from payments p where p.link_id = l.id)
    union all select 'refund', 'send', r.id, r.reference, r.payment_id, p.currency, r.amount_minor, r.created_at, r.failure
      from refunds r join payments p on p.id = r.payment_id where r.state = 'wanted' and r.created_at < ${before(afterMs.link)}
    union all select 'refund', 'answer', r.id, coalesce(r.provider_reference, r.reference), r.payment_id, p.currency, r.amount_minor, r.sent_at, r.failure
      from refunds r join payments p on p.id = r.payment_id where r.state = 'sent' and r.sent_at < ${before(afterMs.refund)}
    union all select 'notification', 'work_off', id, psp_reference, null, currency, amount_minor, received_at, outcome from payment_notifications
      where handled_at is null and received_at < ${before(afterMs.notification)}`
}

/** How many, by kind, for whoever watches the machine. */
export async function countStuck(reading: Pick<Reading, 'tx' | 'clock'>): Promise<[string, number][]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select k.kind, count(s.id)::int as count from (values ('link'), ('refund'), ('notification')) k (kind)
    left join (${stuck(reading)}) s on s.kind = k.kind group by k.kind`.execute(reading.tx)
  return rows.map(row => [row.kind, row.count])
}
