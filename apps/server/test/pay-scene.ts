import type { LinkWant } from '../src/domains/payments/link.ts'
import { failRefund } from '../src/domains/payments/refunds.ts'
import type { ProviderTalk } from '../src/domains/payments/talk.ts'
import { newId } from '../src/platform/new-id.ts'
import { adyenPayments } from '../src/providers/adyen/payments.ts'
import type { World } from './world.ts'
import { merchant } from './world.ts'

/** A cart as payments know it: by its id, with two blazers of which one is discounted, and delivery. */
export function aWant(world: World, more: Partial<LinkWant> = {}): LinkWant {
  return {
    cartId: newId(),
    version: 1,
    currency: 'EUR',
    amountMinor: 50_500,
    country: 'DE',
    language: 'de',
    lines: [
      { description: 'Linen blazer', quantity: 2, amountMinor: 50_005, taxMinor: 7984, taxRatePpm: 190_000 },
      { description: 'Standard delivery', quantity: 1, amountMinor: 495, taxMinor: 79, taxRatePpm: 190_000 },
    ],
    expiresAt: new Date(world.server.clock.now().getTime() + 12 * 3_600_000),
    ...more,
  }
}

/** What the jobs talk with, and every change of a link that they told. */
export function talkOf(world: World, timeoutMs = 2000) {
  const told: { cartId: string; state: string }[] = []
  const talk: ProviderTalk = {
    ...world.server,
    onLinkChanged: async (_ctx, { cartId, state }) => void told.push({ cartId, state }),
    onRefundRefused: async (ctx, refundId, failure) => void (await failRefund(ctx, refundId, failure)),
    payments: adyenPayments({ ...merchant, baseUrl: world.config.ADYEN_API_BASE_URL, timeoutMs }),
  }
  return { talk, told }
}

export const linksOf = (world: World, cartId: string) =>
  world.db.selectFrom('payment_links').selectAll().where('cart_id', '=', cartId).orderBy('id').execute()

/** The links that the provider has for this cart. */
export const atProvider = (world: World, cartId: string) =>
  [...world.acquirer.links.values()].filter(link => link.request.reference.startsWith(cartId))

/** Waits until the cart's latest link has come this far. */
export const untilLink = (world: World, cartId: string, state: string) =>
  world.until(`the link is ${state}`, async () => {
    const link = (await linksOf(world, cartId)).at(-1)
    return link?.state === state && link
  })

/** Money that came by a link, as the room above writes it down. */
export async function aPayment(
  world: World,
  more: { reference?: string; orderId?: string | null; problem?: string } = {},
) {
  const id = newId()
  await world.db
    .insertInto('payments')
    .values({
      id,
      kind: 'link',
      reference: more.reference ?? newId(),
      store_id: world.stores.berlin,
      currency: 'EUR',
      amount_minor: 50_500,
      problem: more.problem ?? null,
      state: more.problem ? 'kept' : 'taken',
      order_id: more.orderId ?? null,
      paid_at: world.server.clock.now(),
    })
    .execute()
  return id
}

/** Money that made no order, and other money whose refund failed. */
export async function strayMoney(world: World) {
  const paymentId = await aPayment(world, { problem: 'late' })
  const failedRefundId = newId()
  await world.db
    .insertInto('refunds')
    .values({
      id: failedRefundId,
      payment_id: await aPayment(world, { problem: 'double' }),
      amount_minor: 50_500,
      reason: 'Paid twice',
      reference: failedRefundId,
      idempotency_key: newId(),
      state: 'failed',
      failure: 'The account is closed',
      created_at: world.server.clock.now(),
    })
    .execute()
  return { paymentId, failedRefundId }
}
