import type { Runtime } from '../../platform/context.ts'
import { claimThisLink, makeLink } from './make-link.ts'
import { linkOf } from './read-link.ts'
import type { PaymentTalk, ProviderTalk } from './talk.ts'

export type EnsuredLink =
  /** Where the customer pays. */
  | { state: 'ready'; url: string }
  /** Still on its way: ask again in a moment. */
  | { state: 'preparing' }
  /** It cannot be made; the provider says why. */
  | { state: 'failed'; why: string }
  /** None is wanted for this version, or it is over: the cart has moved on, was paid, or its day has ended. */
  | { state: 'gone' }

/**
 * The link of this version, made now if it is not there yet: somebody has pressed Pay. Whoever is at it already is waited
 * for, so that many who press are one call to the provider.
 */
export async function ensureLink(
  talk: PaymentTalk,
  cartId: string,
  version: number,
  waitMs = 6000,
): Promise<EnsuredLink> {
  const until = performance.now() + waitMs
  for (;;) {
    const link = await linkOf({ tx: talk.db }, cartId, version)
    if (link?.state === 'active' && link.url && link.expiresAt > talk.clock.now())
      return { state: 'ready', url: link.url }
    if (link?.state === 'failed') return { state: 'failed', why: link.failure ?? '' }
    if (link?.state !== 'wanted') return { state: 'gone' }
    if (!hasProvider(talk)) return { state: 'failed', why: 'No payment provider is set up.' }
    const mine = await claimThisLink(talk, link.id)
    if (mine) {
      await makeLink(talk, mine)
      const after = await linkOf({ tx: talk.db }, cartId, version)
      if (after?.state === 'wanted') return { state: 'preparing' }
      continue
    }
    const leftMs = until - performance.now()
    if (leftMs <= 0) return { state: 'preparing' }
    await news(talk, Math.min(leftMs, 200))
  }
}

const hasProvider = (talk: PaymentTalk): talk is ProviderTalk => talk.payments !== undefined

/** Resolves at the next nudge, and after a while without one. */
const news = ({ bus }: Runtime, waitMs: number) =>
  new Promise<void>(resolve => {
    const done = () => {
      deaf()
      clearTimeout(timer)
      resolve()
    }
    const deaf = bus.on('payments', done)
    const timer = setTimeout(done, waitMs)
  })
