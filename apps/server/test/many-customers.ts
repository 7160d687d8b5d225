import type { CustomerFilter } from '@rapport/contract'
import { recordConsent } from '../src/domains/consent/index.ts'
import { setFigures } from '../src/domains/customers/index.ts'
import type { World } from './world.ts'

/** What the test knows of each customer, to reckon by itself who fits. */
export type Known = {
  id: string
  name: string
  tags: string[]
  shoes: string | undefined
  city: string | null
  orders: number
  spent: number
  boughtDaysAgo: number | null
  metDaysAgo: number | null
  sms: 'none' | 'opted_in' | 'opted_out'
  staff: boolean
  birthdayIn: number | null
  height: number | null
  wishes: boolean
}
const cities = ['Berlin', 'Köln', 'Zürich', null]
const dayMs = 86_400_000
type Place = { storeId: string; productId: string }

/** The n-th of many customers of a store in New York, each with something else. */
export async function aCustomer(world: World, { storeId, productId }: Place, n: number): Promise<Known> {
  const now = world.server.clock.now().getTime()
  const known: Omit<Known, 'id'> = {
    name: `Name${String((n * 37) % 60).padStart(2, '0')} Émile`,
    tags: ['VIP', 'linen'].filter((_, bit) => (n >> bit) % 2 === 1),
    shoes: n % 3 === 0 ? undefined : String(38 + (n % 4)),
    city: cities[n % 4] ?? null,
    orders: n % 5,
    spent: n % 5 === 0 ? 0 : (n % 7) * 1000,
    boughtDaysAgo: n % 5 === 0 ? null : (n % 12) * 20 + 1,
    metDaysAgo: n % 6 === 0 ? null : n,
    sms: (['none', 'opted_in', 'opted_out'] as const)[n % 3] ?? 'none',
    staff: n % 4 === 1,
    birthdayIn: n % 2 === 0 ? null : (n * 13) % 300,
    height: n % 5 === 2 ? null : 150 + n,
    wishes: n % 6 === 5,
  }
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('America/New_York')
    .toPlainDate()
  const birthday = known.birthdayIn === null ? null : today.add({ days: known.birthdayIn }).toString()
  return world.run(async ctx => {
    const { id } = await ctx.tx
      .insertInto('customers')
      .values({
        first_name: known.name.split(' ')[1] as string,
        last_name: known.name.split(' ')[0] as string,
        language: 'en',
        tags: known.tags,
        sizes: JSON.stringify(known.shoes ? { shoes: known.shoes } : {}),
        attributes: JSON.stringify(known.height === null ? {} : { height: known.height }),
        city: known.city,
        birthday: birthday && `1988${birthday.slice(4)}`,
        assigned_staff_id: known.staff ? world.staff.maya : null,
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.tx
      .insertInto('customer_stores')
      .values({
        store_id: storeId,
        customer_id: id,
        since: ctx.clock.now(),
        last_contact_at: known.metDaysAgo === null ? null : new Date(now - known.metDaysAgo * dayMs - 1000),
      })
      .execute()
    const point = await ctx.tx
      .insertInto('contact_points')
      .values({
        customer_id: id,
        kind: 'phone',
        value: `+1212555${String(2000 + n)}`,
        entered: '',
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const key = { contactPointId: point.id, storeId, channel: 'sms' as const }
    if (known.sms !== 'none')
      await recordConsent(ctx, key, { before: 'none', after: known.sms, cause: 'staff', words: 'yes' })
    if (known.orders > 0)
      await setFigures(
        ctx,
        [id],
        [
          {
            customerId: id,
            currency: 'USD',
            orders: known.orders,
            units: known.orders,
            returnedUnits: 0,
            spentMinor: known.spent,
            returnedMinor: 0,
            firstOrderAt: new Date(now - 400 * dayMs),
            lastOrderAt: new Date(now - (known.boughtDaysAgo ?? 0) * dayMs - 1000),
            lastStoreId: storeId,
            lastOrderId: null,
            lastProducts: ['Boot'],
          },
        ],
      )
    if (known.wishes)
      await ctx.tx
        .insertInto('wishlist_items')
        .values({ customer_id: id, product_id: productId, source: 'customer', created_at: ctx.clock.now() })
        .execute()
    return { id, ...known }
  })
}

const within = (
  value: number | null,
  { from, to }: { from?: number | undefined; to?: number | undefined } = {},
) =>
  (from === undefined || (value !== null && value >= from)) &&
  (to === undefined || (value !== null && value <= to))

/** The filter again, in words of its own. */
export function fits(one: Known, filter: CustomerFilter): boolean {
  const { lastPurchase: bought = {}, lastContact: met = {}, attributes } = filter
  return (
    (!filter.heart || one.sms === filter.heart) &&
    (!filter.consent?.sms || one.sms === filter.consent.sms) &&
    (!filter.reachable || (filter.reachable.includes('sms') && one.sms === 'opted_in')) &&
    (!bought.within || (one.boughtDaysAgo !== null && one.boughtDaysAgo < bought.within)) &&
    (!bought.over || (one.boughtDaysAgo !== null && one.boughtDaysAgo >= bought.over)) &&
    (!met.within || (one.metDaysAgo !== null && one.metDaysAgo < met.within)) &&
    (!met.over || one.metDaysAgo === null || one.metDaysAgo >= met.over) &&
    within(one.spent, filter.spentMinor) &&
    within(one.orders, filter.orders) &&
    (filter.birthdayWithinDays === undefined ||
      (one.birthdayIn !== null && one.birthdayIn <= filter.birthdayWithinDays)) &&
    (filter.tags ?? []).every(tag => one.tags.some(own => own.toLowerCase() === tag.toLowerCase())) &&
    (!filter.wishlist || one.wishes) &&
    (!filter.sizes?.shoes || one.shoes === filter.sizes.shoes) &&
    (!filter.city || (one.city !== null && plain(one.city) === plain(filter.city))) &&
    (!filter.assignedTo || (filter.assignedTo === 'none' ? !one.staff : one.staff)) &&
    (!attributes?.height ||
      within(one.height, {
        from: attributes.height.from === undefined ? undefined : Number(attributes.height.from),
        to: attributes.height.to === undefined ? undefined : Number(attributes.height.to),
      }))
  )
}
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
