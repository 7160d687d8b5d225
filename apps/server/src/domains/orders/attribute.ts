import type { GivenOrder } from '@rapport/contract'
import { newId } from '../../platform/new-id.ts'
import type { NewAddress, NewPoint, Profile, SourceId } from '../customers/index.ts'
import { type Buyer, isPlaceholder, nameOfBuyer } from './buyer.ts'
import { learn } from './match.ts'
import { populate } from './rule.ts'
import type { Incoming, Scene } from './scene.ts'

/** Somebody whom these orders concern: as they were (null: they are new) and as they will be. */
type Person = { before: Profile | null; after: Profile; since: Date; lastOrderAt: number }

/** What orders change about people. */
export type PeoplePlan = {
  people: Map<string, Person>
  points: NewPoint[]
  externalIds: (SourceId & { customerId: string })[]
  addresses: NewAddress[]
  known: Map<string, { store_id: string; customer_id: string; since: Date }>
}

export const noPeople = (): PeoplePlan => ({
  people: new Map(),
  points: [],
  externalIds: [],
  addresses: [],
  known: new Map(),
})

/** This order is this customer's: the profile follows it. Without a customer it is a newcomer's. @returns whose it is */
export function attribute(
  plan: PeoplePlan,
  scene: Scene,
  incoming: Incoming,
  customerId: string = newId(),
): string {
  const person =
    plan.people.get(customerId) ?? meet(scene, customerId) ?? newcomer(customerId, incoming, scene)
  plan.people.set(customerId, person)
  follow(plan, scene, incoming, customerId, person)
  const placedAt = new Date(incoming.order.placedAt)
  if (incoming.store) know(plan, incoming.store.id, customerId, placedAt)
  // Somebody whom no store knows would be seen by nobody.
  else if (person.before === null && scene.places.fallback && !isKnown(plan, customerId))
    know(plan, scene.places.fallback.id, customerId, placedAt)
  return customerId
}

function meet(scene: Scene, customerId: string): Person | undefined {
  const profile = scene.profiles.get(customerId)
  const lastOrderAt = scene.lastOrderAt.get(customerId)?.getTime() ?? 0
  return profile && { before: profile, after: profile, since: new Date(0), lastOrderAt }
}

function newcomer(id: string, { order, buyer, store }: Incoming, { language }: Scene): Person {
  const name = nameOfBuyer(buyer)
  const after: Profile = {
    id,
    first_name: name.first,
    last_name: name.last,
    language: buyer.language ?? store?.language ?? language,
    pronoun: null,
    birthday: buyer.birthday,
    country: buyer.country ?? store?.country ?? null,
    region: buyer.region,
    city: buyer.city,
    assigned_staff_id: null,
    home_store_id: null,
    tags: [],
    attributes: {},
  }
  return { before: null, after, since: new Date(order.placedAt), lastOrderAt: 0 }
}

/** What the order tells about its customer: keys that were nobody's, what the profile lacks, and what the rules say. */
function follow(
  plan: PeoplePlan,
  scene: Scene,
  incoming: Incoming,
  customerId: string,
  person: Person,
): void {
  const { order, buyer, store, seller } = incoming
  const learnt = learn(scene.directory, order.source, buyer, customerId)
  if (learnt.external && buyer.externalId)
    plan.externalIds.push({ source: order.source, externalId: buyer.externalId, customerId })
  if (learnt.phone && buyer.phone)
    plan.points.push({ customerId, kind: 'phone', value: buyer.phone, entered: buyer.phoneEntered })
  if (learnt.email && buyer.email)
    plan.points.push({ customerId, kind: 'email', value: buyer.email, entered: buyer.emailEntered })
  const address = addressOf(order, customerId)
  if (address) plan.addresses.push(address)

  const filled = person.before === null ? person.after : fillGaps(person.after, buyer)
  const placedAt = Date.parse(order.placedAt)
  // History that comes late does not undo what newer orders said.
  const rules = scene.rules.filter(rule => rule.runs !== 'each_order' || placedAt >= person.lastOrderAt)
  const isNew = person.before === null && person.lastOrderAt === 0
  const surroundings = { order, buyer, store, seller, places: scene.places, attributes: scene.attributes }
  const home = person.after.home_store_id
  person.after = populate(filled, rules, isNew, surroundings)
  person.lastOrderAt = Math.max(person.lastOrderAt, placedAt)
  if (placedAt < person.since.getTime()) person.since = new Date(placedAt)
  if (person.after.home_store_id && person.after.home_store_id !== home)
    know(plan, person.after.home_store_id, customerId, new Date(placedAt))
}

/** Only what is missing: what an associate wrote stands. */
function fillGaps(profile: Profile, buyer: Buyer): Profile {
  const keys = [
    buyer.phone,
    buyer.email,
    buyer.externalId,
    nameOfBuyer({ ...buyer, firstName: '', lastName: '' }).first,
  ]
  const unnamed = isPlaceholder(
    profile,
    keys.flatMap(key => key ?? []),
  )
  const named = buyer.firstName || buyer.lastName ? nameOfBuyer(buyer) : null
  return {
    ...profile,
    ...(unnamed && named && { first_name: named.first, last_name: named.last }),
    birthday: profile.birthday ?? buyer.birthday,
    country: profile.country ?? buyer.country,
    region: profile.region ?? buyer.region,
    city: profile.city ?? buyer.city,
  }
}

const isKnown = (plan: PeoplePlan, customerId: string) =>
  [...plan.known.values()].some(one => one.customer_id === customerId)

function know(plan: PeoplePlan, storeId: string, customerId: string, since: Date): void {
  const key = `${storeId} ${customerId}`
  const at = plan.known.get(key)
  if (!at || since < at.since) plan.known.set(key, { store_id: storeId, customer_id: customerId, since })
}

function addressOf(order: GivenOrder, customerId: string): NewAddress | undefined {
  const shipped = order.lines.some(line => line.fulfilment === 'ship')
  const given = order.customer?.address ?? (shipped ? order.shippingAddress : undefined)
  const country = given?.country?.toUpperCase()
  if (!given?.line1 || !given.city || !country || !/^[A-Z]{2}$/.test(country)) return undefined
  return {
    customer_id: customerId,
    label: null,
    recipient: given.name || null,
    line1: given.line1,
    line2: given.line2 || null,
    postal_code: given.postalCode || null,
    city: given.city,
    region: given.region || null,
    country,
  }
}
