import type { Approver } from '@rapport/contract'
import { sql } from 'kysely'
import { type Ctx, mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { approvalRefused, verifyPin } from './pin.ts'

/** Who of a store of mine may approve a discount that is above somebody's limit. */
export async function approversOf(reading: StaffReading, storeId: string): Promise<Approver[]> {
  mustSeeStore(reading.viewer, storeId)
  const rows = await mayApprove(reading, storeId)
    .select(['s.id', 's.first_name', 's.last_name', 's.hue', 'r.discount_limit_bp'])
    .select(sql<boolean>`s.pin_hash is not null`.as('has_pin'))
    .orderBy('s.first_name')
    .orderBy('s.id')
    .limit(500)
    .execute()
  return rows.map(row => ({
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    hue: row.hue,
    limitBp: row.discount_limit_bp,
    hasPin: row.has_pin,
  }))
}

/**
 * Somebody of the store who may approve discounts says so with their PIN, on whosever device (ACC-3).
 * @returns who they are and how far they may go; or a Refusal, which the verb must return and not throw (`verifyPin`)
 */
export async function approveByPin(
  ctx: Ctx,
  input: { storeId: string; staffId: string; pin: string },
): Promise<{ staffId: string; limitBp: number | null } | Refusal> {
  const approver = await mayApprove(ctx, input.storeId)
    .where('s.id', '=', input.staffId)
    .select(['s.id', 'r.discount_limit_bp'])
    .executeTakeFirst()
  if (!approver) return approvalRefused()
  const refusal = await verifyPin(ctx, input)
  return refusal ?? { staffId: approver.id, limitBp: approver.discount_limit_bp }
}

const mayApprove = ({ tx }: Pick<Reading, 'tx'>, storeId: string) =>
  tx
    .selectFrom('staff as s')
    .innerJoin('staff_stores as k', 'k.staff_id', 's.id')
    .innerJoin('roles as r', 'r.id', 's.role_id')
    .where('k.store_id', '=', storeId)
    .where('s.state', '=', 'active')
    .where(({ eb, val }) => eb('r.permissions', '@>', val(['cart.discount.approve'])))
