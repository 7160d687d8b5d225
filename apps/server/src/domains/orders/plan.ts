import type { OrderRecorded } from '@rapport/contract'
import { newId } from '../../platform/new-id.ts'
import { attribute, noPeople, type PeoplePlan } from './attribute.ts'
import { keyOf } from './given.ts'
import { matchBuyer } from './match.ts'
import { type OrderRows, rowsOf } from './order-rows.ts'
import type { Incoming, Known, Scene } from './scene.ts'

export type Refused = { outcome: 'refused'; code: string; message: string }
export type Outcome = OrderRecorded | Refused

type Written = {
  orderId: string
  number: string
  outcome: 'created' | 'updated'
  customerId: string | null
  storeId: string | null
}

/** Everything that a handful of orders will write. */
export type Plan = PeoplePlan & {
  outcomes: Outcome[]
  rows: OrderRows[]
  written: Written[]
  ambiguous: { order_id: string; phone_customer_id: string; email_customer_id: string }[]
  /** Orders that are ambiguous no more. */
  settled: string[]
}

export const nothing = (): Plan => ({
  ...noPeople(),
  outcomes: [],
  rows: [],
  written: [],
  ambiguous: [],
  settled: [],
})

/** Decides what these orders change, one after the other, each seeing what those before it decided. Pure but for new ids. */
export function planOrders(scene: Scene, now: Date): Plan {
  const plan = nothing()
  for (const incoming of scene.incoming) plan.outcomes.push(planOne(plan, scene, incoming, now))
  return plan
}

function planOne(plan: Plan, scene: Scene, incoming: Incoming, now: Date): Outcome {
  const { order, store, seller } = incoming
  if (order.store && !store)
    return refused('STORE_UNKNOWN', `No store is called «${order.store}». Add the store, or send null.`)
  const known = scene.known.get(keyOf(order))
  if (known && Date.parse(order.version) <= known.version.getTime())
    return { outcome: 'unchanged', orderId: known.id, customerId: known.customer_id, ambiguous: known.open }

  const orderId = known?.id ?? newId()
  const { customerId, matchedBy, ambiguous } = whose(plan, scene, incoming, known, orderId)
  if (known?.open && !ambiguous) plan.settled.push(orderId)
  const decided = { id: orderId, customerId, matchedBy, recordedAt: now, ours: incoming.ours }
  const at = { storeId: store?.id ?? null, staffId: seller?.id ?? null }
  plan.rows.push(rowsOf(order, { ...decided, ...at }, scene.goods))
  const outcome = known ? 'updated' : 'created'
  const number = order.number ?? order.externalId
  plan.written.push({ orderId, number, outcome, customerId, storeId: at.storeId })
  return { outcome, orderId, customerId, ambiguous }
}

const refused = (code: string, message: string): Refused => ({ outcome: 'refused', code, message })

/** An order that has its customer keeps them; what a person decided stays too. */
function whose(plan: Plan, scene: Scene, incoming: Incoming, known: Known | undefined, orderId: string) {
  const nobody = { customerId: null, matchedBy: null, ambiguous: false }
  if (known?.customer_id) {
    // Erased people have no profile that could follow.
    if (scene.profiles.has(known.customer_id)) attribute(plan, scene, incoming, known.customer_id)
    return { customerId: known.customer_id, matchedBy: known.matched_by, ambiguous: false }
  }
  if (known?.settled_as_guest) return nobody
  if (incoming.ours) {
    const { customerId } = incoming.ours
    if (!scene.profiles.has(customerId)) return nobody
    attribute(plan, scene, incoming, customerId)
    return { customerId, matchedBy: 'staff', ambiguous: false }
  }
  const match = matchBuyer(scene.directory, incoming.order.source, incoming.buyer)
  switch (match.kind) {
    case 'guest':
      return nobody
    case 'ambiguous':
      plan.ambiguous.push({
        order_id: orderId,
        phone_customer_id: match.phoneCustomerId,
        email_customer_id: match.emailCustomerId,
      })
      return { ...nobody, ambiguous: true }
    case 'new':
      return { customerId: attribute(plan, scene, incoming), matchedBy: 'created', ambiguous: false }
    case 'known':
      return {
        customerId: attribute(plan, scene, incoming, match.customerId),
        matchedBy: match.by,
        ambiguous: false,
      }
  }
}
