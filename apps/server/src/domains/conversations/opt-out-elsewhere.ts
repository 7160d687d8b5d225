import type { Channel, ConsentCause } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { type ConsentKey, recordConsent, stoppedEverywhere } from '../consent/index.ts'
import { changeConsent } from './change-consent.ts'

/**
 * STOPALL, or a business that widens every stop (CON-5): the other stores' consents go with the first.
 * Stores where nothing was ever agreed need no entry of their own: the chain's head remembers.
 */
export async function optOutElsewhere(
  ctx: Ctx,
  key: ConsentKey,
  change: { cause: ConsentCause; words: string | null; messageId: string | null },
): Promise<void> {
  const stopped = await stoppedEverywhere(ctx, key.contactPointId)
  // STOPALL after STOP: this store's consent stays where it is, but a store that opens later must know.
  if (!stopped.at || stopped.byMerge)
    await recordConsent(ctx, key, { before: 'opted_out', after: 'opted_out', everywhere: true, ...change })
  const others = await ctx.tx
    .selectFrom('consent_states as s')
    .leftJoin('contact_points as p', 'p.id', 's.contact_point_id')
    .leftJoin('conversations as c', join =>
      join.onRef('c.store_id', '=', 's.store_id').onRef('c.customer_id', '=', 'p.customer_id'),
    )
    .where('s.contact_point_id', '=', key.contactPointId)
    .where('s.state', '<>', 'opted_out')
    .where(({ or, eb }) => or([eb('s.store_id', '<>', key.storeId), eb('s.channel', '<>', key.channel)]))
    .select(['s.store_id', 's.channel', 'c.id', 'c.customer_id'])
    .orderBy('s.store_id')
    .execute()
  for (const other of others) {
    const thread =
      other.id && other.customer_id
        ? { id: other.id, storeId: other.store_id, customerId: other.customer_id }
        : null
    const otherKey = {
      contactPointId: key.contactPointId,
      storeId: other.store_id,
      channel: other.channel as Channel,
    }
    await changeConsent(ctx, otherKey, thread, { after: 'opted_out', everywhere: true, ...change })
  }
}
