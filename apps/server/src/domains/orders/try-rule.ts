import type { RuleTrial } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { holdProfiles } from '../customers/index.ts'
import { readPastOrder } from './past-order.ts'
import { loadPlaces } from './places.ts'
import { type Rule, tryOn } from './rule.ts'
import { attributeKinds, incomingOf } from './scene.ts'

/**
 * What a rule, saved or not, would do to the profile as it stands today if this past order came now; writes nothing.
 * For a rule that runs when a customer is made, the order that made them counts.
 * @throws Refusal NOT_FOUND when there is no such order among the viewer's
 */
export async function tryRule(ctx: StaffCtx, input: { rule: Rule; order: string }): Promise<RuleTrial> {
  const past = await readPastOrder(ctx, input.order)
  const places = await loadPlaces(ctx)
  const [incoming] = incomingOf([past.order], places)
  const [profile] = past.customerId ? await holdProfiles(ctx, [past.customerId]) : []
  const told = {
    orderId: past.id,
    orderNumber: past.order.number ?? past.order.externalId,
    customerName: profile ? `${profile.first_name} ${profile.last_name}`.trim() : null,
  }
  if (!profile || !incoming)
    return { ...told, skipped: 'no_customer', value: null, before: null, after: null }
  const attributes = await attributeKinds(ctx, [input.rule])
  return { ...told, ...tryOn(input.rule, profile, past.madeCustomer, { ...incoming, places, attributes }) }
}
