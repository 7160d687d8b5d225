import type { OrderInput, OrderRecorded } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { importOrders } from './import.ts'

/** Records one order. @throws Refusal INVALID, STORE_UNKNOWN */
export async function putOrder(ctx: StaffCtx, order: OrderInput): Promise<OrderRecorded> {
  const [outcome] = await importOrders(ctx, [order])
  if (!outcome) throw new Error('An order was given, and none came back.')
  if (outcome.outcome === 'refused') throw new Refusal(outcome.code, 422, outcome.message)
  return outcome
}
