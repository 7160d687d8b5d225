import { sql } from 'kysely'
import type { Reading } from '../platform/context.ts'
import type { Reach } from './write-back.ts'

/**
 * Where a customer writes back to: the channel of their conversation with the store, if the store can be reached on it, else by
 * SMS; an email where nothing else is.
 */
export async function reachOf(
  { tx }: Pick<Reading, 'tx'>,
  at: { storeId: string; customerId: string | null },
  email: string | undefined,
): Promise<Reach | null> {
  const { rows } = await sql<{ channel: 'sms' | 'whatsapp'; phone: string; talked: string | null }>`
    select n.channel, n.phone, v.channel as talked from store_numbers n
    left join conversations v on v.store_id = n.store_id and v.customer_id = ${at.customerId}
    where n.store_id = ${at.storeId} and n.state = 'active'
    order by (n.channel is not distinct from v.channel) desc, n.channel = 'sms' desc`.execute(tx)
  const [first] = rows
  if (email && (!first || first.talked === 'email')) return { channel: 'email', address: email }
  return first ? { channel: first.channel, address: first.phone } : null
}
