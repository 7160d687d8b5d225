import type { Channel } from '@rapport/contract'
import { sql } from 'kysely'
import { inTx } from '../../platform/context.ts'
import { putBack, type Talk } from './deliver.ts'
import { recordStatus } from './status.ts'

type Outstanding = {
  id: string
  channel: Channel
  phone: string
  value: string
  body: string
  provider_message_id: string | null
  age_ms: number
}

/**
 * Messages whose call never came back: the provider is asked whether it took them, and only what it did not take goes
 * again. The provider has no idempotency key, so this is what keeps a crash from becoming a second message (MSG-2).
 * @param graceMs how long a call may be out before it counts as lost; longer than the call's own time limit
 */
export async function reconcileSends(talk: Talk, graceMs: number): Promise<number> {
  const { rows } = await sql<Outstanding>`
    select m.id, m.channel, n.phone, p.value, m.body, m.provider_message_id,
      extract(epoch from clock_timestamp() - m.attempted_at)::float8 * 1000 as age_ms from messages m
    join contact_points p on p.id = m.contact_point_id join store_numbers n on n.id = m.store_number_id
    where m.status = 'sending' and m.status in ('queued', 'scheduled', 'sending') and m.provider_message_id is null
      and m.attempted_at < clock_timestamp() - ${graceMs} * interval '1 millisecond'
    order by m.attempted_at limit 200`.execute(talk.db)
  for (const lost of rows) {
    const found = await talk.sms.findSent({
      channel: lost.channel === 'whatsapp' ? 'whatsapp' : 'sms',
      from: lost.phone,
      to: lost.value,
      body: lost.body,
      // How long ago is the database's to say, which claimed it; what hour that was, the house's clock, as in all else.
      since: new Date(talk.clock.now().getTime() - lost.age_ms),
    })
    const known =
      found.length === 0
        ? []
        : await talk.db
            .selectFrom('messages')
            .select('provider_message_id')
            .where(
              'provider_message_id',
              'in',
              found.map(one => one.providerMessageId),
            )
            .execute()
    const mine = found.find(one => !known.some(row => row.provider_message_id === one.providerMessageId))
    await inTx(talk, { kind: 'system' }, ctx =>
      mine
        ? recordStatus(ctx, {
            messageId: lost.id,
            ...mine,
            rawStatus: `found:${mine.status}`,
            reason: 'unknown',
          })
        : putBack(ctx, lost.id, 0),
    )
    talk.log.info({ messageId: lost.id, found: mine !== undefined }, 'a lost send was reconciled')
  }
  return rows.length
}

/** Messages that the provider took long ago and never spoke of again: it is asked. */
export async function reconcileSilent(talk: Talk, silentMs: number): Promise<number> {
  const { rows } = await sql<Pick<Outstanding, 'id' | 'provider_message_id'>>`
    select m.id, m.provider_message_id from messages m
    where m.status = 'sending' and m.status in ('queued', 'scheduled', 'sending') and m.provider_message_id is not null
      and m.attempted_at < clock_timestamp() - ${silentMs} * interval '1 millisecond'
      and m.attempted_at > clock_timestamp() - interval '3 days'
    order by m.attempted_at limit 100`.execute(talk.db)
  for (const silent of rows) {
    const providerMessageId = silent.provider_message_id ?? ''
    const told = await talk.sms.status(providerMessageId)
    if (!told || told.status === 'sending') continue
    await inTx(talk, { kind: 'system' }, ctx =>
      recordStatus(ctx, {
        messageId: silent.id,
        providerMessageId,
        ...told,
        rawStatus: `asked:${told.status}`,
        reason: 'unknown',
      }),
    )
  }
  return rows.length
}
