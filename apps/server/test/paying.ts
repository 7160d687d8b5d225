import { signatureOf } from '../../simulator/src/adyen/sign.ts'
import { lockCart } from '../src/domains/carts/lock.ts'
import { aCart } from '../src/domains/carts/scene.ts'
import { shareVersion } from '../src/domains/carts/share.ts'
import { sells } from './goods.ts'
import { writesFirst } from './scene.ts'
import { merchant, newId, numbers, type World } from './world.ts'

type Goods = Parameters<Awaited<ReturnType<typeof aCart>>['add']>[0]

/** Carts are shared by Maya, who is who opened them. */
export const shares = (world: World, cartId: string) =>
  world.run(async ctx => {
    const cart = await lockCart(ctx, cartId)
    if (!cart) throw new Error('There is no such cart.')
    await shareVersion(ctx, cart)
  })

/** A customer who writes with Berlin, and a cart that was shared with them and can be paid. */
export async function aSharedCart(world: World, ...goods: Goods[]) {
  const cart = await aCart(world)
  await writesFirst(world, cart.phone, numbers.berlin)
  for (const one of goods.length > 0 ? goods : [{ fulfilment: 'in_store' as const }]) await cart.add(one)
  await shares(world, cart.cartId)
  return { ...cart, link: await linkOf(world, cart.cartId) }
}

/** The link of the cart's shared version, once the provider has made it. */
export async function linkOf(world: World, cartId: string) {
  const row = await world.until('the payment link', () =>
    world.db
      .selectFrom('payment_links as l')
      .innerJoin('carts as c', join =>
        join.onRef('c.id', '=', 'l.cart_id').onRef('c.shared_version', '=', 'l.cart_version'),
      )
      .selectAll('l')
      .where('l.cart_id', '=', cartId)
      .where('l.state', '=', 'active')
      .executeTakeFirst(),
  )
  const link = world.simulator.acquirer.link(row.provider_link_id ?? '')
  if (!link) throw new Error('The provider does not know the link.')
  return link
}
type Link = Awaited<ReturnType<typeof linkOf>>

/** Somebody pays; waits until it is settled. @returns the payment */
export async function pays(world: World, link: Link) {
  const { pspReference } = world.simulator.acquirer.authorise(link, 'visa')
  return settled(world, pspReference)
}

export const settled = (world: World, reference: string) =>
  world.until('the payment is settled', () =>
    world.db.selectFrom('payments').selectAll().where('reference', '=', reference).executeTakeFirst(),
  )

export const stockOf = async (world: World, variantId: string, storeId: string | null) =>
  (
    await world.db
      .selectFrom('stock')
      .select('quantity')
      .where('variant_id', '=', variantId)
      .where('store_id', storeId ? '=' : 'is', storeId)
      .executeTakeFirstOrThrow()
  ).quantity

type Told = {
  pspReference: string
  eventCode?: string
  originalReference?: string
  eventAt?: Date
  success?: boolean
}

/** A notification as the provider signs it, about money for this link: an authorisation, unless told otherwise. */
export function notice(world: World, { request }: Link, told: Told) {
  const item = {
    additionalData: {},
    amount: request.amount,
    eventCode: told.eventCode ?? 'AUTHORISATION',
    eventDate: (told.eventAt ?? world.server.clock.now()).toISOString(),
    merchantAccountCode: merchant.merchantAccount,
    merchantReference: request.reference,
    ...(told.originalReference ? { originalReference: told.originalReference } : {}),
    paymentMethod: 'visa',
    pspReference: told.pspReference,
    reason: '',
    success: String(told.success ?? true),
  }
  const hmacSignature = signatureOf(item as never, merchant.hmacKey)
  return {
    live: 'false',
    notificationItems: [{ NotificationRequestItem: { ...item, additionalData: { hmacSignature } } }],
  }
}

/** Posts it where the provider does. @returns the HTTP status */
export async function posts(world: World, body: unknown): Promise<number> {
  const answer = await fetch(`${world.url}/hooks/adyen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.status
}

/** The provider takes a payment, and tells nobody. @returns its reference */
export function paysInSilence(world: World, link: Link): string {
  const { acquirer } = world.simulator
  acquirer.switches.set({ notices: 'missing' })
  const { pspReference } = acquirer.authorise(link, 'visa')
  acquirer.switches.set({ notices: 'once' })
  return pspReference
}

/** A cart of two things, one shipped to an address in Berlin for five euros, one handed over in the store. */
export async function aShippedCart(world: World) {
  const shipped = await sells(world)
  const here = await sells(world)
  const cart = await aCart(world)
  await writesFirst(world, cart.phone, numbers.berlin)
  await cart.add({ variantId: shipped.variantId, fulfilment: 'ship' })
  await cart.add({ variantId: here.variantId, fulfilment: 'in_store' })
  const zone = { id: newId(), name: newId() }
  const rate = { id: newId(), zone_id: zone.id, name: 'Parcel', currency: 'EUR', price_minor: 500 }
  await world.db.insertInto('shipping_zones').values(zone).execute()
  const known = await world.db.selectFrom('shipping_rates').select('id').executeTakeFirst()
  if (!known) {
    await world.db.insertInto('shipping_zone_places').values({ zone_id: zone.id, country: 'DE' }).execute()
    await world.db
      .insertInto('shipping_rates')
      .values({ ...rate, days_from: 1, days_until: 3 })
      .execute()
  }
  const address = { line1: 'Torstr. 1', postalCode: '10119', city: 'Berlin', country: 'DE' }
  await world.db
    .updateTable('carts')
    .set({ address: JSON.stringify(address), shipping_rate_id: known?.id ?? rate.id })
    .where('id', '=', cart.cartId)
    .execute()
  await shares(world, cart.cartId)
  return { ...cart, shipped, here, link: await linkOf(world, cart.cartId) }
}
