import { inTx, type Runtime } from '../../platform/context.ts'
import type { SmsProvider } from '../../providers/sms.ts'
import { receiveMessage } from './receive.ts'

/** The provider, of which nothing but its list is asked here. */
type Lists = Runtime & { sms: Pick<SmsProvider, 'listInbound'> }

const overlapMs = 10 * 60_000

/**
 * Inbound messages that no webhook brought: Twilio tries once more on a broken connection and then never again, so its
 * own list is compared with ours. The same path as the webhook; the provider's id keeps each single.
 */
export async function reconcileInbound(lists: Lists): Promise<number> {
  const numbers = await lists.db
    .selectFrom('store_numbers')
    .select(['id', 'phone', 'reconciled_until', 'created_at'])
    .where('state', '=', 'active')
    .execute()
  let recovered = 0
  for (const number of numbers) {
    const startedAt = lists.clock.now()
    const since = new Date((number.reconciled_until ?? number.created_at).getTime() - overlapMs)
    for await (const inbound of lists.sms.listInbound(number.phone, since)) {
      const outcome = await inTx(lists, { kind: 'customer' }, ctx => receiveMessage(ctx, inbound))
      if (outcome === 'stored') recovered++
    }
    await lists.db
      .updateTable('store_numbers')
      .set({ reconciled_until: startedAt })
      .where('id', '=', number.id)
      .execute()
  }
  if (recovered > 0)
    lists.log.warn({ recovered }, 'inbound messages were recovered that no webhook had brought')
  return recovered
}
