import type { OrderAddress, ShippingOption } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { placeOf, readSellingSettings, shippingOptions } from '../pricing/index.ts'
import { isComplete, type NotPayable, payable } from './cart.ts'
import { type ChosenDelivery, putDelivery } from './delivery.ts'
import { frozen } from './freeze.ts'
import { lockByToken } from './pay.ts'
import { shareVersion } from './share.ts'
import { standingOf, weightOf } from './standing.ts'

export type ChosenByCustomer =
  | { ok: true; version: number }
  /** `store_chooses`: the business does not leave it to the customer. */
  | { ok: false; why: NotPayable | 'store_chooses' }

type Input = { token: string; version: number } & ChosenDelivery

/**
 * The customer chooses on the page where it goes and how (CRT-9), of the version that the page showed. It is a change like
 * any other, shared at once; where something else stands in the way by now, the store has to look at it.
 * @returns the version to look at now; undefined when no cart has this token
 * @throws Refusal NOT_SHIPPED_THERE
 */
export async function chooseDelivery(ctx: Ctx, input: Input): Promise<ChosenByCustomer | undefined> {
  const cart = await lockByToken(ctx, input.token)
  if (!cart) return undefined
  if (!(await readSellingSettings(ctx)).customerChoosesDelivery) return { ok: false, why: 'store_chooses' }
  const shared = cart.sharedVersion === null ? undefined : await frozen(ctx, cart.id, cart.sharedVersion)
  const may = payable(cart, shared?.content, input.version, ctx.clock.now())
  if (!may.ok && may.why !== 'delivery_missing') return { ok: false, why: may.why }
  const { cart: now } = await putDelivery(ctx, cart, input, 'delivery_chosen')
  if (now.missing.length > 0) return { ok: false, why: 'changed' }
  const { cart: after } = await shareVersion(ctx, { ...cart, version: now.version })
  return { ok: true, version: after.version }
}

/** How the cart could be sent to an address, before it is chosen; undefined when no cart has this token. */
export async function deliveryOptions(
  reading: Reading,
  input: { token: string; address: OrderAddress },
): Promise<ShippingOption[] | undefined> {
  const found = await reading.tx
    .selectFrom('carts')
    .select('id')
    .where('token', '=', input.token)
    .executeTakeFirst()
  if (!found) return undefined
  const { country, region } = input.address
  if (!country || !isComplete(input.address)) return []
  const { loaded, reckoned } = await standingOf(reading, found.id, null)
  const shipped = loaded.items.filter(item => item.fulfilment === 'ship')
  return shippingOptions(reading, {
    ...placeOf({ country, region }),
    currency: loaded.currency,
    weightGrams: weightOf(shipped),
    totalMinor: reckoned.goodsMinor,
  })
}
