import type { GivenOrder } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import {
  holdProfiles,
  lockContacts,
  ownersOfContacts,
  ownersOfExternalIds,
  type Profile,
  phoneOf,
} from '../customers/index.ts'
import { readBusiness } from '../stores/index.ts'
import { type Buyer, buyerOf } from './buyer.ts'
import { keyOf } from './given.ts'
import { type Goods, loadGoods } from './goods.ts'
import { type Directory, externalKey } from './match.ts'
import type { Place, Places, Seller } from './places.ts'
import type { Rule } from './rule.ts'
import type { AttributeKind } from './rule-value.ts'
import { listRules } from './rules.ts'

/** An order as we have it already. */
export type Known = {
  id: string
  version: Date
  customer_id: string | null
  store_id: string | null
  matched_by: string | null
  /** The name that the version we have gives its buyer. */
  first_name: string | null
  last_name: string | null
  /** Waits for someone to say whose it is. */
  open: boolean
  /** Someone said that it is nobody's. */
  settled_as_guest: boolean
}
/** What an order that was paid here knows of itself; no source can say it. */
export type Ours = { customerId: string; cartId: string; conversationId: string | null }
export type Incoming = {
  order: GivenOrder
  ours?: Ours | undefined
  buyer: Buyer
  store: Place | undefined
  seller: Seller | undefined
}
/** What is around a handful of orders: everything that is read before anything is decided. */
export type Scene = {
  incoming: Incoming[]
  places: Places
  goods: Goods
  known: ReadonlyMap<string, Known>
  directory: Directory
  profiles: ReadonlyMap<string, Profile>
  lastOrderAt: ReadonlyMap<string, Date>
  rules: readonly Rule[]
  attributes: ReadonlyMap<string, AttributeKind>
  language: string
}

/** Reads who buys and where; the places decide how a phone without its country code is read. */
export function incomingOf(orders: readonly GivenOrder[], places: Places): Incoming[] {
  return orders.map(order => {
    const store = order.store ? places.store(order.store) : undefined
    return {
      order,
      store,
      buyer: buyerOf(order, store),
      seller: order.staffEmail ? places.seller(order.staffEmail) : undefined,
    }
  })
}

/** Locks what these orders are about, then reads it; nothing is written yet. */
export async function setScene(ctx: Ctx, places: Places, incoming: Incoming[]): Promise<Scene> {
  const orders = incoming.map(one => one.order)
  await lockContacts(ctx, keysOf(incoming))
  const goods = await loadGoods(ctx, orders)
  const known = await knownOrders(ctx, orders)
  const directory = await directoryOf(ctx, incoming)
  const concerned = new Set([
    ...[...known.values()].flatMap(one => one.customer_id ?? []),
    ...incoming.flatMap(one => one.ours?.customerId ?? []),
    ...directory.external.values(),
    ...directory.phones.values(),
    ...directory.emails.values(),
  ])
  const profiles = new Map(
    (await holdProfiles(ctx, [...concerned])).map(profile => [profile.id, profile] as const),
  )
  // Whoever was merged or erased while we waited for the lock is nobody any more.
  for (const owners of [directory.external, directory.phones, directory.emails])
    for (const [key, id] of owners) if (!profiles.has(id)) owners.delete(key)
  const rules = (await listRules(ctx)).filter(rule => rule.active)
  return {
    incoming,
    places,
    goods,
    known,
    directory,
    profiles,
    lastOrderAt: rules.some(rule => rule.runs === 'each_order')
      ? await lastOrders(ctx, [...concerned])
      : new Map(),
    rules,
    attributes: await attributeKinds(ctx, rules),
    language: (await readBusiness(ctx)).language,
  }
}

const keysOf = (incoming: readonly Incoming[]) =>
  incoming.flatMap(({ order, buyer }) => [
    `order ${keyOf(order)}`,
    ...(buyer.phone ? [`phone ${buyer.phone}`] : []),
    ...(buyer.email ? [`email ${buyer.email}`] : []),
    ...(buyer.externalId ? [`id ${buyer.externalId}`] : []),
  ])

async function knownOrders(ctx: Ctx, orders: readonly GivenOrder[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { source: string; external_id: string }>`
    select o.id, o.source, o.external_id, o.version, o.customer_id, o.store_id, o.matched_by,
      o.given_customer ->> 'firstName' as first_name, o.given_customer ->> 'lastName' as last_name,
      a.order_id is not null and a.resolved_at is null as open,
      a.resolution is not distinct from 'guest' as settled_as_guest
    from json_to_recordset(${JSON.stringify(orders.map(({ source, externalId }) => ({ source, externalId })))}::json)
      as given (source text, "externalId" text)
    join orders o on o.source = given.source and o.external_id = given."externalId"
    left join ambiguous_orders a on a.order_id = o.id`.execute(ctx.tx)
  return new Map(rows.map(row => [keyOf({ source: row.source, externalId: row.external_id }), row]))
}

async function directoryOf(ctx: Ctx, incoming: readonly Incoming[]): Promise<Directory> {
  const points = await ownersOfContacts(ctx, {
    phones: [...new Set(incoming.flatMap(({ buyer }) => buyer.phone ?? []))],
    emails: [...new Set(incoming.flatMap(({ buyer }) => buyer.email ?? []))],
  })
  const ids = await ownersOfExternalIds(
    ctx,
    incoming.flatMap(({ order, buyer }) =>
      buyer.externalId ? [{ source: order.source, externalId: buyer.externalId }] : [],
    ),
  )
  const of = (kind: string) =>
    new Map(points.filter(point => point.kind === kind).map(point => [point.value, point.customer_id]))
  return {
    // Whom we know by WhatsApp has this number, too.
    phones: new Map([
      ...[...of('whatsapp')].map(([id, owner]) => [phoneOf(id), owner] as const),
      ...of('phone'),
    ]),
    emails: of('email'),
    external: new Map(ids.map(one => [externalKey(one.source, one.externalId), one.customerId])),
  }
}

async function lastOrders({ tx }: Ctx, customerIds: string[]): Promise<Map<string, Date>> {
  if (customerIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('customer_figures')
    .select(['customer_id', ({ fn }) => fn.max('last_order_at').as('at')])
    .where('customer_id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .groupBy('customer_id')
    .execute()
  return new Map(rows.map(row => [row.customer_id, row.at]))
}

/** The extended attributes that these rules may write, and what they hold. */
export async function attributeKinds(
  { tx }: Ctx,
  rules: readonly Rule[],
): Promise<Map<string, AttributeKind>> {
  if (!rules.some(rule => rule.target.startsWith('attribute.'))) return new Map()
  const rows = await tx
    .selectFrom('attribute_definitions')
    .select(['key', 'kind', 'choices'])
    .where('archived', '=', false)
    .execute()
  return new Map(rows.map(({ key, kind, choices }) => [key, { kind, choices }]))
}
