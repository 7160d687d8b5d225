import { type ExpressionBuilder, sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { type Link, type PaymentState, paymentStateOf } from './link.ts'

const columns = (_: ExpressionBuilder<DB, 'payment_links'>) =>
  [
    'id',
    'cart_id as cartId',
    'cart_version as cartVersion',
    sql<Link['state']>`state`.as('state'),
    'reference',
    'currency',
    'amount_minor as amountMinor',
    'url',
    'failure',
    'expires_at as expiresAt',
  ] as const

/** The latest link of this version of a cart; undefined when none was ever wanted. */
export function linkOf(
  { tx }: Pick<Reading, 'tx'>,
  cartId: string,
  version: number,
): Promise<Link | undefined> {
  return tx
    .selectFrom('payment_links')
    .select(columns)
    .where('cart_id', '=', cartId)
    .where('cart_version', '=', version)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What a cart's screen shows of the payment of its shared version. */
export async function paymentState(
  reading: Pick<Reading, 'tx'>,
  cartId: string,
  sharedVersion: number | null,
): Promise<PaymentState> {
  return sharedVersion === null ? 'none' : paymentStateOf(await linkOf(reading, cartId, sharedVersion))
}

/**
 * The link that a notification speaks of, by the reference that the provider signs, locked. Lock conversation and cart
 * before: `linkByReference` without a lock tells which cart that is.
 */
export const lockLink = ({ tx }: Ctx, reference: string): Promise<Link | undefined> =>
  tx
    .selectFrom('payment_links')
    .select(columns)
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst()

/** As `lockLink`, only looked at. */
export const linkByReference = ({ tx }: Pick<Reading, 'tx'>, reference: string): Promise<Link | undefined> =>
  tx.selectFrom('payment_links').select(columns).where('reference', '=', reference).executeTakeFirst()

/** The link was paid, and its payment makes the order: it can end no other way any more. */
export async function completeLink({ tx }: Ctx, linkId: string): Promise<void> {
  await tx
    .updateTable('payment_links')
    .set({ state: 'completed', due_at: null, claimed_until: null })
    .where('id', '=', linkId)
    .execute()
}

/** The link was paid, and its payment makes no order: it is used up, and who wants to pay needs another. */
export async function spendLink({ tx, clock }: Ctx, linkId: string): Promise<void> {
  await tx
    .updateTable('payment_links')
    .set({ state: 'ended', ended_at: clock.now(), due_at: null, claimed_until: null })
    .where('id', '=', linkId)
    .where('state', 'in', ['wanted', 'active'])
    .execute()
}
