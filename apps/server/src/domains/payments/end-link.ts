import { inTx } from '../../platform/context.ts'
import { PaymentRejected, PaymentUnavailable } from '../../providers/payment.ts'
import { askForLink, type LinkRow, neverMade, tryLater } from './make-link.ts'
import type { ProviderTalk } from './talk.ts'

/**
 * Ends a link at the provider, until the provider says that it is ended. One whose making was never answered is asked for
 * once more with its key: that is the only way to learn its id. Paid in the meantime: then its money comes by
 * notification, for a link that the cart has left behind.
 */
export async function endLink(talk: ProviderTalk, link: LinkRow): Promise<void> {
  try {
    let { provider_link_id: providerLinkId } = link
    if (!providerLinkId) {
      const made = await askForLink(talk, link)
      providerLinkId = made.providerLinkId
      await talk.db
        .updateTable('payment_links')
        .set({ provider_link_id: providerLinkId, url: made.url })
        .where('id', '=', link.id)
        .execute()
    }
    const state = await talk.payments.endLink(providerLinkId)
    if (state === 'ended' || state === 'completed') await isOver(talk, link.id, state)
    else await tryLater(talk, link, new PaymentUnavailable(`It is still ${state}.`))
  } catch (error) {
    if (error instanceof PaymentRejected)
      await inTx(talk, { kind: 'system' }, ctx => neverMade(ctx, talk, link, error.message))
    else await tryLater(talk, link, error)
  }
}

/** The provider has confirmed: nobody can pay by this link any more, or somebody did. */
export async function isOver(
  talk: ProviderTalk,
  linkId: string,
  state: 'ended' | 'completed',
): Promise<void> {
  await talk.db
    .updateTable('payment_links')
    .set({ state, ended_at: talk.clock.now(), due_at: null, claimed_until: null })
    .where('id', '=', linkId)
    .where('state', 'in', ['active', 'ending'])
    .execute()
  if (state === 'completed') talk.log.info({ linkId }, 'a link was paid; its notification is awaited')
}
