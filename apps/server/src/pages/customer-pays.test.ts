import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pagesOf } from '../../test/pages.ts'
import { aSharedCart, aShippedCart, pays } from '../../test/paying.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
let pages: ReturnType<typeof pagesOf>
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  pages = pagesOf(world)
})
afterAll(() => world.close())

describe('pay', () => {
  test('CRT-6 CRT-9: leads to the link of the version that was seen', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pages.pageOf(cart.cartId)
    const gone = await pages.look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(gone).toMatchObject({ status: 303, to: await pages.payAddress(cart.cartId) })
    expect(cart.link.request.returnUrl).toBe(`${world.url}${path}?back=1`)
    // A form that did not know the provider's host yet must not be redirected to it: browsers would stop it.
    const moment = await pages.look(`${path}/pay`, { form: { version } })
    expect(moment.status).toBe(200)
    expect(moment.text).toContain('One moment')
    expect(moment.headers.get('refresh')).toBe(`1; url=${path}/pay?version=${version}`)
    expect((await pages.look(`${path}/pay?version=${version}`)).to).toBe(await pages.payAddress(cart.cartId))
  })

  test('CRT-9: price and stock are looked at again; what changed is said and not charged', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pages.pageOf(cart.cartId)
    await world.db
      .updateTable('prices')
      .set({ amount_minor: 99_900 })
      .where('variant_id', 'in', eb =>
        eb.selectFrom('cart_items').select('variant_id').where('cart_id', '=', cart.cartId),
      )
      .execute()
    const refused = await pages.look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(refused.to).toBe(`${path}?seen=${version}&notice=recheck`)
    expect((await pages.look(refused.to ?? '')).text).toContain('nothing was charged')
  })

  test('PAY-2: coming back does not make it paid; the provider’s word does, at the same address', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path } = await pages.pageOf(cart.cartId)
    const line = pages.lineOf((await pages.look(path)).html)
    const back = await pages.look(`${path}?back=1`)
    expect(back.text).toContain('Your payment is being confirmed')
    expect(back.headers.get('refresh')).toBe(`3; url=${path}?back=2`)
    expect((await pages.look(`${path}?back=99`)).text).toContain('Pay € 129.00')
    await pays(world, cart.link)
    expect((await pages.look(line)).text).toContain('Your payment has arrived.')
    const paid = await pages.look(`${path}?back=3`)
    expect(paid.text).toContain('Thank you, Nora')
    expect(paid.text).toMatch(/€ 129\.00 paid with Visa/)
    expect(paid.text).toMatch(/Order A-\d+/)
    expect(paid.text).toContain('Waiting for you in Berlin Mitte')
    expect(paid.html).not.toContain('<form')
  })

  test('PAY-4: the receipt is a page and a document, with what went back since', async () => {
    const cart = await aSharedCart(world)
    await pays(world, cart.link)
    const { path } = await pages.pageOf(cart.cartId)
    const pdf = (await pages.look(path)).html.match(/href="(\/r\/[^"]+\.pdf)"/)?.[1] ?? ''
    const page = await pages.look(pdf.replace('.pdf', ''))
    expect(page.text).toContain('Receipt A-')
    expect(page.text).not.toContain('Thank you')
    const file = await fetch(world.url + pdf)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const { order_id, id } = await world.db
      .selectFrom('payments')
      .select(['order_id', 'id'])
      .where('cart_id', '=', cart.cartId)
      .executeTakeFirstOrThrow()
    const now = world.server.clock.now()
    const refund = { payment_id: id, order_id, reason: 'Too small', created_at: now, settled_at: now }
    await world.db
      .insertInto('refunds')
      .values([
        { ...refund, id, reference: id, idempotency_key: id, amount_minor: 1000, state: 'done' },
        {
          ...refund,
          id: cart.cartId,
          reference: path,
          idempotency_key: cart.cartId,
          amount_minor: 777,
          state: 'failed',
        },
      ])
      .execute()
    const after = await pages.look(pdf.replace('.pdf', ''))
    expect(after.text).toMatch(/Refunded on .+ − € 10\.00/)
    expect(after.text).not.toContain('7.77')
  })
})

describe('what the customer chooses', () => {
  const typed = {
    name: 'Nora Lind',
    line1: 'Goethestraße 14',
    postalCode: '10623',
    city: 'Berlin',
    country: 'DE',
  }

  test('CRT-9: wrong fields are said beside them, what was typed stays, nothing changes', async () => {
    const cart = await aShippedCart(world)
    const { path, version } = await pages.pageOf(cart.cartId)
    const form = await pages.look(`${path}/delivery`)
    expect(form.html).toContain('autocomplete="address-line1"')
    expect(form.html).toContain('value="Torstr. 1"')
    expect(form.html).toMatch(/<option value="DE" selected>Germany/)
    const wrong = await pages.look(`${path}/delivery`, {
      form: { ...typed, city: '', line2: '<b>c/o', version },
    })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toMatch(/id="city"[^>]*aria-invalid="true" aria-describedby="city-wrong"/)
    expect(wrong.text).toContain('Please fill this in.')
    expect(wrong.html).toContain('value="Goethestraße 14"')
    expect(wrong.html).toContain('value="&lt;b&gt;c/o"')
    const there = await pages.look(`${path}/delivery`, { form: { ...typed, country: 'AU', version } })
    expect(there.text).toContain('We do not deliver there')
    expect((await pages.pageOf(cart.cartId)).version).toBe(version)
  })

  test('CRT-9: an address and a delivery are a new version that can be paid at once; the old one cannot', async () => {
    const cart = await aShippedCart(world)
    const { path, version } = await pages.pageOf(cart.cartId)
    const done = await pages.look(`${path}/delivery`, { form: { ...typed, version } })
    expect(done).toMatchObject({ status: 303, to: path })
    const after = await pages.pageOf(cart.cartId)
    expect(Number(after.version)).toBeGreaterThan(Number(version))
    const page = await pages.look(path)
    expect(page.text).toContain('Delivery to Goethestraße 14 € 5.00')
    expect(page.text).toContain('Pay € 263.00')
    expect((await pages.look(`${path}/pay`, { form: { version, ready: '1' } })).to).toContain('notice=stale')
    const address = await pages.payAddress(cart.cartId)
    expect((await pages.look(`${path}/pay`, { form: { version: after.version, ready: '1' } })).to).toBe(
      address,
    )
    // The same form again is of a version that is no more.
    expect((await pages.look(`${path}/delivery`, { form: { ...typed, version } })).to).toContain(
      'notice=stale',
    )
  })

  test('CRT-9: where the business chooses, the page does not ask', async () => {
    const cart = await aShippedCart(world)
    const { path } = await pages.pageOf(cart.cartId)
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: false }).execute()
    expect((await pages.look(path)).html).not.toContain(`${path}/delivery`)
    expect((await pages.look(`${path}/delivery`)).to).toBe(path)
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: true }).execute()
  })
})
