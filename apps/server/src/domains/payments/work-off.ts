import { type Selectable, sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { lockKeys } from '../../platform/db/lock-keys.ts'
import type { Notification, OnNotification } from './notification.ts'
import { nextTry } from './talk.ts'

type Row = Selectable<DB['payment_notifications']>
const notificationLocks = 7309
const longestWait = { ms: 10 * 60_000 }

/**
 * Works off the next notification that is due, oldest first: its effect and its mark in one transaction, so that it
 * happens once. Those of one payment go one after the other.
 * @returns false when none is due
 */
export async function workOffNext(runtime: Runtime, onNotification: OnNotification): Promise<boolean> {
  let taken: Row | undefined
  try {
    const outcome = await inTx(runtime, { kind: 'system' }, async ctx => {
      taken = await take(ctx)
      if (!taken) return undefined
      await lockKeys(ctx, notificationLocks, [taken.original_reference ?? taken.psp_reference])
      const result = await onNotification(ctx, notificationOf(taken))
      if ('done' in result) await handled(ctx, taken.id, result.done)
      else await putBack(ctx, taken, result.later)
      return result
    })
    return outcome !== undefined
  } catch (error) {
    if (!taken) throw error
    const failed = taken
    runtime.log.error(
      { error, notificationId: failed.id, eventCode: failed.event_code },
      'a notification could not be worked off',
    )
    await inTx(runtime, { kind: 'system' }, ctx => putBack(ctx, failed, (error as Error).message))
    return true
  }
}

const take = ({ tx, clock }: Ctx): Promise<Row | undefined> =>
  tx
    .selectFrom('payment_notifications')
    .selectAll()
    .where('handled_at', 'is', null)
    .where('due_at', '<=', clock.now())
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** From here on the digits of a card stand with the payment alone, and go with it when its customer is erased. */
const handled = (ctx: Ctx, id: string, outcome: string) =>
  ctx.tx
    .updateTable('payment_notifications')
    .set({
      handled_at: ctx.clock.now(),
      outcome,
      due_at: null,
      payload: sql`payload - 'methodDetail'`,
    })
    .where('id', '=', id)
    .execute()

/** Unless somebody else has taken it up since: after a failure it lay open until now. */
const putBack = (ctx: Ctx, row: Row, why: string) =>
  ctx.tx
    .updateTable('payment_notifications')
    .set({
      attempts: row.attempts + 1,
      due_at: nextTry(ctx.clock.now(), row.attempts, longestWait),
      outcome: why.slice(0, 500),
    })
    .where('id', '=', row.id)
    .where('handled_at', 'is', null)
    .where('attempts', '=', row.attempts)
    .execute()

const notificationOf = (row: Row): Notification => ({
  id: row.id,
  merchantAccount: row.merchant_account,
  eventCode: row.event_code,
  kind: row.kind as Notification['kind'],
  pspReference: row.psp_reference,
  originalReference: row.original_reference,
  merchantReference: row.merchant_reference,
  success: row.success,
  currency: row.currency,
  amountMinor: row.amount_minor,
  eventAt: row.event_at,
  details: row.payload as Notification['details'],
  receivedAt: row.received_at,
})
