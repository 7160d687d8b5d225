import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aSharedCart, pays } from '../../../test/paying.ts'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  alma = await world.as('alma')
})
beforeEach(() => {
  world.simulator.mail.answers('takes')
  world.simulator.mail.mails.length = 0
})
afterAll(() => world.close())

let nextMail = 1
/** Somebody who also has an email, and has just paid. */
async function hasPaid(options: { language?: string; before?: (cart: Shared) => Promise<unknown> } = {}) {
  const cart = await aSharedCart(world)
  const email = `nora-${nextMail++}@example.com`
  await alma.customers.addContactPoint({
    storeId: cart.storeId,
    customerId: cart.customerId,
    kind: 'email',
    value: email,
  })
  if (options.language)
    await world.db
      .updateTable('customers')
      .set({ language: options.language })
      .where('id', '=', cart.customerId)
      .execute()
  await options.before?.(cart)
  const payment = await pays(world, cart.link)
  return { ...cart, email, orderId: payment.order_id ?? '' }
}
type Shared = Awaited<ReturnType<typeof aSharedCart>>

const sendsOf = async (orderId: string) => (await alma.payments.ofOrder({ orderId })).receiptSends
const decided = (orderId: string) =>
  world.until('every send is decided', async () => {
    const sends = await sendsOf(orderId)
    return sends.length > 0 && sends.every(send => send.state !== 'wanted') && sends
  })
const byWay = (sends: Awaited<ReturnType<typeof sendsOf>>) =>
  Object.fromEntries(sends.map(one => [one.way, one]))

describe('a receipt', () => {
  test('PAY-4: goes out at once by message and email, in the customer’s language, with its page and document', async () => {
    const { orderId, phone, email } = await hasPaid({ language: 'de' })
    await decided(orderId)
    const { receiptUrl } = await alma.payments.ofOrder({ orderId })
    const { number } = await alma.orders.get({ orderId })
    expect(receiptUrl).toMatch(new RegExp(`^${world.url}/r/[\\w-]{22}$`))
    const words = `Maison Alder Berlin Mitte: vielen Dank. Ihre Bestellung ${number} ist bezahlt. Ihr Beleg: ${receiptUrl}`
    await world.until('the message', () => world.arrived(phone, numbers.berlin).includes(words))
    const [mail] = world.simulator.mail.mails
    expect(mail).toMatchObject({
      to: email,
      from: { name: 'Maison Alder, Berlin Mitte', address: 'hello@maisonalder.example' },
      subject: expect.stringContaining(number),
      attachments: [{ name: `${number}.pdf`, contentType: 'application/pdf' }],
    })
    expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain(words)
    expect(mail?.html).toContain(`href="${receiptUrl}"`)
    expect(mail?.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(byWay(await sendsOf(orderId))).toMatchObject({
      message: { state: 'sent', why: null },
      email: { state: 'sent', why: null },
    })
  })

  test('CON-2 CON-7: does not go to a phone that said stop; the reason is shown, the email goes', async () => {
    const { orderId, phone } = await hasPaid({
      before: cart => world.says(cart.phone, numbers.berlin, 'STOP'),
    })
    const sends = byWay(await decided(orderId))
    expect(sends).toMatchObject({
      message: { state: 'refused', why: 'opted_out' },
      email: { state: 'sent' },
    })
    expect(world.arrived(phone, numbers.berlin).filter(body => body.includes('/r/'))).toEqual([])
  })

  test('PAY-4: a mailbox that does not exist is said; one that is full is tried again', async () => {
    world.simulator.mail.answers('refuses')
    const wrong = await hasPaid()
    expect(byWay(await decided(wrong.orderId)).email).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('550'),
    })
    world.simulator.mail.answers('later')
    const full = await hasPaid()
    await world.until('it was tried', async () => {
      const send = await world.db
        .selectFrom('receipt_sends as s')
        .innerJoin('receipts as r', 'r.id', 's.receipt_id')
        .where('r.order_id', '=', full.orderId)
        .where('s.way', '=', 'email')
        .where('s.attempts', '>', 1)
        .select('s.id')
        .executeTakeFirst()
      return send !== undefined
    })
    world.simulator.mail.answers('takes')
    expect(byWay(await decided(full.orderId)).email).toMatchObject({ state: 'sent' })
  })

  test('PAY-4: whose answer was lost is handed over again, as the same mail', async () => {
    world.simulator.mail.answers('takes-and-drops')
    const { orderId } = await hasPaid()
    await decided(orderId)
    expect(world.simulator.mail.mails).toMatchObject([{ copies: 2 }])
  })

  test('PAY-4: is sent again on purpose, as another mail', async () => {
    const { orderId, api } = await hasPaid()
    await decided(orderId)
    await api.checkout.sendReceipt({ orderId, way: 'email' })
    await world.until('another mail', () => world.simulator.mail.mails.length === 2)
    expect(world.simulator.mail.mails.map(mail => mail.copies)).toEqual([1, 1])
  })

  test('PAY-4: who has no email is told so', async () => {
    const cart = await aSharedCart(world)
    const { order_id: orderId } = await pays(world, cart.link)
    expect(
      await refusalOf(cart.api.checkout.sendReceipt({ orderId: orderId ?? '', way: 'email' })),
    ).toMatchObject({ code: 'INVALID', message: 'This customer has no email address.' })
  })
})
