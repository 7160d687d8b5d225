import { type Selectable, sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import {
  type PaymentLine,
  PaymentRejected,
  PaymentUnavailable,
  type ProviderLink,
} from '../../providers/payment.ts'
import { claimed, nextTry, type ProviderTalk, unclaimed } from './talk.ts'

export type LinkRow = Selectable<DB['payment_links']>

/** Takes the next link that is to be made or ended, so that nobody else asks the provider about it. */
export async function claimNextLink(runtime: Runtime): Promise<LinkRow | undefined> {
  // A new link is asked for before the old one is ended, once: that the new one cannot be made does not keep the old alive.
  const { rows } = await sql<LinkRow>`
    update payment_links set claimed_until = ${claimed}, attempts = attempts + 1 where id = (
      select l.id from payment_links l
      where l.state in ('wanted', 'ending') and l.due_at <= ${runtime.clock.now()}
        and coalesce(l.claimed_until < clock_timestamp(), true)
        and (l.state = 'wanted' or not exists (select from payment_links n
          where n.cart_id = l.cart_id and n.state = 'wanted' and n.attempts = 0))
      order by l.due_at, l.id limit 1 for update skip locked)
    returning *`.execute(runtime.db)
  return rows[0]
}

/** Takes this link to make it at once, whenever it is due; undefined when somebody is at it, or it is made. */
export const claimThisLink = ({ db }: Runtime, id: string): Promise<LinkRow | undefined> =>
  db
    .updateTable('payment_links')
    .set({ claimed_until: claimed, attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', '=', 'wanted')
    .where(unclaimed)
    .returningAll()
    .executeTakeFirst()

const longestWait = { ms: 60_000 }

/**
 * Makes a link that was claimed. The key was kept before, so that a lost answer is asked for again and is the same link.
 * A cart that has moved on meanwhile keeps what was learnt: who ends the link must know it.
 */
export async function makeLink(talk: ProviderTalk, link: LinkRow): Promise<void> {
  if (link.expires_at <= talk.clock.now())
    return inTx(talk, { kind: 'system' }, ctx => neverMade(ctx, talk, link, null))
  try {
    const made = await askForLink(talk, link)
    await inTx(talk, { kind: 'system' }, ctx => isMade(ctx, talk, link.id, made))
  } catch (error) {
    if (error instanceof PaymentRejected) {
      talk.log.error(
        { linkId: link.id, code: error.providerCode, why: error.message },
        'a payment link was refused',
      )
      await inTx(talk, { kind: 'system' }, ctx => neverMade(ctx, talk, link, error.message))
    } else await tryLater(talk, link, error)
  }
}

export const askForLink = (talk: ProviderTalk, link: LinkRow): Promise<ProviderLink> =>
  talk.payments.createLink({
    idempotencyKey: link.idempotency_key,
    reference: link.reference,
    currency: link.currency,
    amountMinor: link.amount_minor,
    country: link.country,
    language: link.language,
    lines: link.lines as PaymentLine[],
    returnUrl: link.return_url,
    expiresAt: link.expires_at,
  })

async function isMade(ctx: Ctx, talk: ProviderTalk, id: string, made: ProviderLink): Promise<void> {
  const row = await ctx.tx
    .updateTable('payment_links')
    .set({
      provider_link_id: made.providerLinkId,
      url: made.url,
      state: sql<string>`case state when 'wanted' then 'active' else state end`,
      due_at: sql<Date>`case state when 'wanted' then null else ${ctx.clock.now()}::timestamptz end`,
      claimed_until: null,
      attempts: 0,
    })
    .where('id', '=', id)
    .returning(['cart_id', 'cart_version', 'state'])
    .executeTakeFirstOrThrow()
  if (row.state === 'active')
    await talk.onLinkChanged(ctx, { cartId: row.cart_id, cartVersion: row.cart_version, state: 'active' })
  ctx.nudgeAfterCommit('payments')
}

/** There is no such link and will be none. @param failure null: its time was over before it was made */
export async function neverMade(
  ctx: Ctx,
  talk: ProviderTalk,
  link: LinkRow,
  failure: string | null,
): Promise<void> {
  const row = await ctx.tx
    .updateTable('payment_links')
    .set({
      state: sql<string>`case when state = 'wanted' and ${failure !== null} then 'failed' else 'ended' end`,
      failure,
      ended_at: ctx.clock.now(),
      due_at: null,
      claimed_until: null,
    })
    .where('id', '=', link.id)
    .where('state', 'in', ['wanted', 'ending'])
    .returning(['cart_id', 'cart_version', 'state'])
    .executeTakeFirst()
  if (row)
    await talk.onLinkChanged(ctx, {
      cartId: row.cart_id,
      cartVersion: row.cart_version,
      state: row.state === 'failed' ? 'failed' : 'ended',
    })
  ctx.nudgeAfterCommit('payments')
}

/** Not now: again after a while, with the same key. What is no word of the provider's is a bug, and tried again all the same. */
export async function tryLater(talk: ProviderTalk, link: LinkRow, error: unknown): Promise<void> {
  const known = error instanceof PaymentUnavailable
  talk.log[known ? 'warn' : 'error'](
    { linkId: link.id, attempts: link.attempts, why: (error as Error)?.message },
    'the payment provider is out of reach',
  )
  await talk.db
    .updateTable('payment_links')
    .set({
      due_at: nextTry(talk.clock.now(), link.attempts, longestWait, known ? error.retryAfterMs : null),
      claimed_until: null,
    })
    .where('id', '=', link.id)
    .where('state', 'in', ['wanted', 'ending'])
    .where('claimed_until', '=', link.claimed_until)
    .execute()
}
