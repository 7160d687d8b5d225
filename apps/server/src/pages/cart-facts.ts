import { sql } from 'kysely'
import { type CartContent, frozen, type NotPayable, payable } from '../domains/carts/index.ts'
import { linkOf } from '../domains/payments/index.ts'
import { legalEntityOf, readSellingSettings } from '../domains/pricing/index.ts'
import type { Reading } from '../platform/context.ts'
import type { CartFacts, CartGlance, CartState } from './cart-page.ts'
import { pageLanguage } from './language.ts'
import { reachOf } from './reach.ts'
import type { PageLanguage } from './texts.ts'

type Row = {
  id: string
  storeId: string
  customerId: string
  state: 'open' | 'saved' | 'paid' | 'expired' | 'emptied'
  version: number
  sharedVersion: number | null
  endsAt: Date
  orderId: string | null
  token: string
  business: string
  associate: string
  language: string
  storeLanguage: string
  customer: CartFacts['customer']
  store: CartFacts['store'] & { country: string }
}

/** A cart as its page knows it: what is true of it, its ids, and what the link leads to. */
export type SeenCart = {
  id: string
  orderId: string | null
  language: PageLanguage
  facts: CartFacts
  /** Where the customer pays, when it is there already. */
  linkUrl: string | null
}

const states: Readonly<Record<NotPayable, CartState>> = {
  paid: 'paid',
  expired: 'expired',
  emptied: 'closed',
  saved: 'closed',
  never_shared: 'closed',
  old_version: 'updating',
  changed: 'updating',
  delivery_missing: 'unready',
}

/** What lies at an address of a cart; undefined when nothing does, or nothing was ever shared there. */
export async function seeCart(
  reading: Reading,
  token: string,
  email: string | undefined,
): Promise<SeenCart | undefined> {
  const { tx, clock } = reading
  const { rows } = await sql<Row>`
    select c.id, c.store_id as "storeId", c.customer_id as "customerId", c.state, c.version, c.shared_version as "sharedVersion",
      end_of_day(c.day, s.time_zone) as "endsAt", c.order_id as "orderId", c.token, b.name as business, f.first_name as associate,
      k.language, s.language as "storeLanguage",
      json_build_object('firstName', k.first_name, 'lastName', k.last_name, 'timeZone', k.time_zone) as customer,
      json_build_object('name', s.name, 'city', s.city, 'timeZone', s.time_zone, 'country', s.country) as store
    from carts c join stores s on s.id = c.store_id join customers k on k.id = c.customer_id join staff f on f.id = c.staff_id, business b
    where c.token = ${token}`.execute(tx)
  const [row] = rows
  if (!row || row.sharedVersion === null) return undefined
  const shared = await frozen(reading, row.id, row.sharedVersion)
  if (!shared) return undefined
  const { content, address } = shared
  const now = clock.now()
  const may = payable(row, content, row.sharedVersion, now)
  const link = await linkOf(reading, row.id, row.sharedVersion)
  const { customerChoosesDelivery } = await readSellingSettings(reading)
  const state = may.ok ? 'open' : states[may.why]
  const chooses = customerChoosesDelivery && content.delivery.needed
  return {
    id: row.id,
    orderId: row.orderId,
    language: pageLanguage(row.language) ?? pageLanguage(row.storeLanguage) ?? 'en',
    linkUrl: link?.state === 'active' ? link.url : null,
    facts: {
      token: row.token,
      state,
      version: row.sharedVersion,
      business: row.business,
      associate: row.associate,
      customer: row.customer,
      store: row.store,
      content,
      goesTo: address?.line1 ?? null,
      choice: chooses ? (content.delivery.option ? 'made' : 'open') : 'none',
      linkReady: link?.state === 'active' && link.url !== null,
      reach: await reachOf(reading, row, email),
      seller: await legalEntityOf(reading, row.store.country),
      now,
    },
  }
}

/** What the line that looks by itself needs of a cart, in one look: every open page asks for it every ten seconds. */
export async function glanceAt(
  { tx, clock }: Reading,
  token: string,
): Promise<{ language: PageLanguage; glance: CartGlance } | undefined> {
  type Glanced = Pick<
    Row,
    'state' | 'version' | 'sharedVersion' | 'endsAt' | 'associate' | 'language' | 'storeLanguage'
  >
  const { rows } = await sql<Glanced & Pick<CartContent, 'delivery'>>`
    select c.state, c.version, c.shared_version as "sharedVersion", end_of_day(c.day, s.time_zone) as "endsAt", f.first_name as associate,
      k.language, s.language as "storeLanguage", v.content -> 'delivery' as delivery
    from carts c join stores s on s.id = c.store_id join customers k on k.id = c.customer_id join staff f on f.id = c.staff_id
      join cart_versions v on v.cart_id = c.id and v.version = c.shared_version
    where c.token = ${token}`.execute(tx)
  const [row] = rows
  if (!row || row.sharedVersion === null) return undefined
  const may = payable(row, row, row.sharedVersion, clock.now())
  return {
    language: pageLanguage(row.language) ?? pageLanguage(row.storeLanguage) ?? 'en',
    glance: {
      token,
      state: may.ok ? 'open' : states[may.why],
      version: row.sharedVersion,
      associate: row.associate,
    },
  }
}

/** What the customer saw before: an earlier version that was shared; null when there is none, or it is the one of now. */
export async function seenBefore(
  reading: Reading,
  cart: SeenCart,
  version: number | null,
): Promise<CartContent | null> {
  if (version === null || version >= cart.facts.version) return null
  return (await frozen(reading, cart.id, version))?.content ?? null
}
