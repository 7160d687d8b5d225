import { PaymentUnavailable } from '../../providers/payment.ts'
import { isOver } from './end-link.ts'
import type { ProviderTalk } from './talk.ts'

const graceMs = 60_000
const againMs = 10 * 60_000

/**
 * Links whose time is over: no notification tells of that, so the provider is asked, and one that is still open there
 * is ended. What was paid just before is awaited by its notification.
 */
export async function reconcileLinks(talk: ProviderTalk): Promise<number> {
  const now = talk.clock.now()
  const over = await talk.db
    .selectFrom('payment_links')
    .select(['id', 'provider_link_id'])
    .where('state', '=', 'active')
    .where('expires_at', '<', new Date(now.getTime() - graceMs))
    .where(({ or, eb }) => or([eb('due_at', 'is', null), eb('due_at', '<=', now)]))
    .orderBy('expires_at')
    .limit(100)
    .execute()
  for (const link of over) {
    const providerLinkId = link.provider_link_id ?? ''
    const asked = (await talk.payments.readLink(providerLinkId))?.state ?? 'ended'
    const state = asked === 'open' ? await talk.payments.endLink(providerLinkId) : asked
    if (state === 'ended' || state === 'completed') await isOver(talk, link.id, state)
    else
      await talk.db
        .updateTable('payment_links')
        .set({ due_at: new Date(now.getTime() + againMs) })
        .where('id', '=', link.id)
        .where('state', '=', 'active')
        .execute()
  }
  return over.length
}

/** As `reconcileLinks`, when the provider is out of reach: the next round asks. */
export async function reconcileQuietly(talk: ProviderTalk): Promise<void> {
  try {
    await reconcileLinks(talk)
  } catch (error) {
    const level = error instanceof PaymentUnavailable ? 'warn' : 'error'
    talk.log[level]({ error }, 'links whose time is over could not be asked about yet')
  }
}
