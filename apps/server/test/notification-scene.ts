import hmac from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { type OnNotification, runPayments } from '../src/domains/payments/index.ts'
import { talkOf } from './pay-scene.ts'
import { createWorld, merchant, newId, type World } from './world.ts'

export type Item = ReturnType<typeof anItem>
export const anItem = (more: object = {}) => ({
  pspReference: newId().slice(0, 16).toUpperCase(),
  originalReference: '',
  merchantAccountCode: merchant.merchantAccount,
  merchantReference: `${newId()}-1`,
  amount: { value: 50_500, currency: 'EUR' },
  eventCode: 'AUTHORISATION',
  eventDate: '2026-11-22T13:42:40+01:00',
  success: 'true',
  paymentMethod: 'visa',
  reason: '123456:1111:03/2030',
  additionalData: {} as Record<string, string>,
  ...more,
})
/** Signed with the provider's own library, not with the simulator's hands. */
export function signed(item: Item, key: string = merchant.hmacKey): Item {
  const hmacSignature = new hmac.default().calculateHmac(item as never, key)
  return { ...item, additionalData: { ...item.additionalData, hmacSignature } }
}
/** Posts to a world as the provider does, and looks at what was kept. */
const notificationsAt = (world: World) => {
  const post = (
    items: Item[],
    more: { live?: string; headers?: Record<string, string>; url?: string } = {},
  ) =>
    fetch(`${more.url ?? world.url}/hooks/adyen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more.headers },
      body: JSON.stringify({
        live: more.live ?? 'false',
        notificationItems: items.map(item => ({ NotificationRequestItem: item })),
      }),
    })
  const kept = (item: Item) =>
    world.db
      .selectFrom('payment_notifications')
      .selectAll()
      .where('psp_reference', '=', item.pspReference)
      .orderBy('id')
      .execute()
  const untilHandled = (item: Item) =>
    world.until('it is worked off', async () => {
      const rows = await kept(item)
      return rows.length > 0 && rows.every(row => row.handled_at) && rows
    })
  return { post, kept, untilHandled }
}

/** A world whose notifications are worked off by three jobs at once, and what the room above does with them. */
export async function openNotified() {
  const world = await createWorld({ payments: false })
  const heard: OnNotification = async () => ({ done: 'heard' })
  let onNotification = heard
  const jobs = [1, 2, 3].map(() =>
    runPayments(talkOf(world).talk, { onNotification: (ctx, told) => onNotification(ctx, told) }),
  )
  return {
    world,
    ...notificationsAt(world),
    /** From now on, until all is as it was. */
    whenTold(instead: OnNotification) {
      onNotification = instead
    },
    asItWas() {
      onNotification = heard
      world.acquirer.switches.clear()
      world.acquirer.switches.set({ delayMs: 0 })
    },
    async close() {
      await Promise.all(jobs.map(job => job.stop()))
      await world.close()
    },
  }
}
export type Notified = Awaited<ReturnType<typeof openNotified>>
