import type { OrderRecorded } from '@rapport/contract'
import { newId } from '../../platform/new-id.ts'
import { attribute, noPeople, type PeoplePlan } from './attribute.ts'
import type { Buyer } from './buyer.ts'
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
  /** Whose it was before, if it is not theirs any more. */
  takenFrom: string | null
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
  const { fallback, within } = scene.places
  if (order.store && !(store && within(store.id)))
    return refused(
      'STORE_UNKNOWN',
      `No store of yours is called «${order.store}». Add the store, or send null.`,
    )
  if (!store && fallback && !within(fallback.id))
    return refused('STORE_UNKNOWN', 'Orders without a store are for headquarters. Name one of your stores.')
  const known = scene.known.get(keyOf(order))
  if (known?.store_id && !within(known.store_id))
    return refused('NOT_YOURS', 'This order is one of another store, which is not yours.')
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
  const takenFrom = known && known.customer_id !== customerId ? known.customer_id : null
  plan.written.push({ orderId, number, outcome, customerId, takenFrom, storeId: at.storeId })
  const ignored = ignoredOf(incoming)
  return { outcome, orderId, customerId, ambiguous, ...(ignored.length > 0 && { ignored }) }
}

/** What its sender should know: the order is taken, and this of it counted for nothing. */
const ignoredOf = ({ order, buyer, seller }: Incoming): NonNullable<OrderRecorded['ignored']> => [
  ...(buyer.phoneEntered && !buyer.phone ? (['customer.phone'] as const) : []),
  ...(buyer.emailEntered && !buyer.email ? (['customer.email'] as const) : []),
  ...(order.staffEmail && !seller ? (['staffEmail'] as const) : []),
]

const refused = (code: string, message: string): Refused => ({ outcome: 'refused', code, message })

type Whose = { customerId: string | null; matchedBy: string | null; ambiguous: boolean }
const nobody: Whose = { customerId: null, matchedBy: null, ambiguous: false }

/** What a person decided stays, and what was paid here is its cart's customer's. */
function whose(
  plan: Plan,
  scene: Scene,
  incoming: Incoming,
  known: Known | undefined,
  orderId: string,
): Whose {
  if (known?.customer_id)
    return whoseStill(plan, scene, incoming, { ...known, customer_id: known.customer_id })
  if (known?.settled_as_guest) return nobody
  if (incoming.ours) {
    const { customerId } = incoming.ours
    if (!scene.profiles.has(customerId)) return nobody
    attribute(plan, scene, incoming, customerId)
    return { customerId, matchedBy: 'staff', ambiguous: false }
  }
  return matched(plan, scene, incoming, orderId)
}

/**
 * An order keeps its customer while a newer version means them: by a key of theirs, by their name, or by saying nothing.
 * One that means somebody else moves there. Keys of somebody else are never given to whom the order was taken for.
 */
function whoseStill(
  plan: Plan,
  scene: Scene,
  incoming: Incoming,
  known: Known & { customer_id: string },
): Whose {
  const customerId = known.customer_id
  const keeps = { customerId, matchedBy: known.matched_by, ambiguous: false }
  // Erased people have no profile that could follow.
  if (!scene.profiles.has(customerId)) return keeps
  const match = matchBuyer(scene.directory, incoming.order.source, incoming.buyer)
  const meant =
    incoming.ours !== undefined ||
    match.kind === 'guest' ||
    (match.kind === 'known' && match.customerId === customerId) ||
    (match.kind === 'ambiguous' && [match.phoneCustomerId, match.emailCustomerId].includes(customerId)) ||
    (match.kind === 'new' && isCalledSo(plan, scene, incoming.buyer, known))
  if (meant) {
    attribute(plan, scene, incoming, customerId)
    return keeps
  }
  return known.matched_by === 'staff' ? keeps : matched(plan, scene, incoming, known.id)
}

/** Whoever brings a new phone under the same name has a new phone. Without a name nobody can tell. */
function isCalledSo(plan: Plan, scene: Scene, buyer: Buyer, known: Known & { customer_id: string }): boolean {
  const called = folded(buyer.firstName, buyer.lastName)
  if (called === '') return false
  const profile = plan.people.get(known.customer_id)?.after ?? scene.profiles.get(known.customer_id)
  return (
    called === folded(known.first_name, known.last_name) ||
    called === folded(profile?.first_name ?? '', profile?.last_name ?? '')
  )
}

const folded = (...names: (string | null)[]) =>
  names
    .map(name => (name ?? '').normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, ''))
    .join('')
    .toLowerCase()

/** By what the order says of its buyer alone. */
function matched(plan: Plan, scene: Scene, incoming: Incoming, orderId: string): Whose {
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
