import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSharedCart, aShippedCart, linkOf, pays, shares } from '../../test/paying.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

type Look = {
  language?: string
  method?: string
  form?: Record<string, string>
  headers?: Record<string, string>
}
async function look(path: string, { language, method, form, headers }: Look = {}) {
  const answer = await fetch(world.url + path, {
    method: method ?? (form ? 'POST' : 'GET'),
    redirect: 'manual',
    headers: { ...(language ? { 'accept-language': language } : {}), ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  const html = await answer.text()
  const text = html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
  return { status: answer.status, headers: answer.headers, to: answer.headers.get('location'), html, text }
}
const pageOf = async (cartId: string) => {
  const { token, shared_version } = await world.db
    .selectFrom('carts')
    .select(['token', 'shared_version'])
    .where('id', '=', cartId)
    .executeTakeFirstOrThrow()
  return { path: `/c/${token}`, version: String(shared_version) }
}
/** Where the provider takes the money of the shared version. */
const payAddress = async (cartId: string) => {
  await linkOf(world, cartId)
  const { url } = await world.db
    .selectFrom('payment_links')
    .select('url')
    .where('cart_id', '=', cartId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return url ?? ''
}
const lineOf = (html: string) => html.match(/<iframe src="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''

/** Everything that every table holds, folded into one line each. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    world.db,
  )
  const folded: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: digest } = await sql<{ digest: string }>`
      select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.table(name)} t`.execute(
      world.db,
    )
    folded[name] = digest[0]?.digest ?? ''
  }
  return folded
}

describe('a shared cart', () => {
  test('CRT-7: lies at its address for whoever has it, told to no search engine, cache or other host', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path } = await pageOf(cart.cartId)
    const page = await look(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Maya put this together for you, Nora')
    expect(page.text).toContain('Pick up in Berlin Mitte')
    expect(page.text).toContain('Pay € 129.00')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    expect(policy).toContain(`form-action 'self' ${new URL(await payAddress(cart.cartId)).origin}`)
    expect(page.html).toContain(`sms:${'+493023125001'}?&amp;body=Hello`)
  })

  test('CRT-7: is sent as small as the browser takes it', async () => {
    const { path } = await pageOf((await aSharedCart(world)).cartId)
    const raw = await fetch(world.url + path, { headers: { 'accept-encoding': 'gzip' } })
    expect(raw.headers.get('content-encoding')).toBe('gzip')
    expect(await raw.text()).toContain('</html>')
  })

  test('CRT-7: an address that nobody gave out is said to be empty, in the browser’s language', async () => {
    const lost = await look('/c/aaaaaaaaaaaaaaaaaaaaaa', { language: 'de-DE,en;q=0.5' })
    expect(lost.status).toBe(404)
    expect(lost.text).toContain('Unter dieser Adresse ist nichts')
    expect((await look('/r/aaaaaaaaaaaaaaaaaaaaaa', { language: 'ja' })).text).toContain(
      'このアドレスには何もありません',
    )
    expect((await look('/p/aaaaaaaaa')).status).toBe(404)
  })

  test('CRT-7 CRT-8: is friendly when it has expired or was set aside, and cannot be paid', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pageOf(cart.cartId)
    await cart.api.carts.save({ cartId: cart.cartId })
    const aside = await look(path)
    expect(aside.text).toContain('There is nothing to pay here now')
    expect(aside.text).toContain('Write to Maya')
    expect(aside.html).not.toContain('<form')
    const refused = await look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(refused).toMatchObject({ status: 303, to: expect.stringContaining(path) })
  })

  test('CRT-6: being updated it says so and cannot be paid; shared again it shows what changed', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path, version } = await pageOf(cart.cartId)
    const line = lineOf((await look(path)).html)
    const before = await look(line)
    expect(before.text).not.toContain('changed')
    expect(before.headers.get('refresh')).toBe('10')
    const etag = before.headers.get('etag') ?? ''
    expect((await look(line, { headers: { 'if-none-match': etag } })).status).toBe(304)

    await cart.add({ name: 'Wool scarf', priceMinor: 5000, fulfilment: 'in_store' })
    const updating = await look(path)
    expect(updating.text).toContain('Maya is updating your selection')
    expect(updating.html).not.toContain('<form')
    expect((await look(line, { headers: { 'if-none-match': etag } })).text).toContain('is updating')
    const old = await look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(old.to).toBe(`${path}?seen=${version}&notice=recheck`)

    await shares(world, cart.cartId)
    const news = await look(line)
    expect(news.text).toContain('Maya has changed something.')
    expect(news.headers.get('refresh')).toBeNull()
    const fresh = await look(`${path}?seen=${version}`)
    expect(fresh.text).toContain('Added: now: Wool scarf, 38')
    expect(fresh.text).toContain('Total: before: € 129.00 → now: € 179.00')
    expect(await look(`${path}/pay`, { form: { version, ready: '1' } })).toMatchObject({
      status: 303,
      to: `${path}?seen=${version}&notice=stale`,
    })
    expect((await look(`${path}?seen=${version}&notice=stale`)).text).toContain('Something has changed')
  })
})

describe('pay', () => {
  test('CRT-6 CRT-9: leads to the link of the version that was seen', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pageOf(cart.cartId)
    const gone = await look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(gone).toMatchObject({ status: 303, to: await payAddress(cart.cartId) })
    expect(cart.link.request.returnUrl).toBe(`${world.url}${path}?back=1`)
    // A form that did not know the provider's host yet must not be redirected to it: browsers would stop it.
    const moment = await look(`${path}/pay`, { form: { version } })
    expect(moment.status).toBe(200)
    expect(moment.text).toContain('One moment')
    expect(moment.headers.get('refresh')).toBe(`1; url=${path}/pay?version=${version}`)
    expect((await look(`${path}/pay?version=${version}`)).to).toBe(await payAddress(cart.cartId))
  })

  test('CRT-9: price and stock are looked at again; what changed is said and not charged', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pageOf(cart.cartId)
    await world.db
      .updateTable('prices')
      .set({ amount_minor: 99_900 })
      .where('variant_id', 'in', eb =>
        eb.selectFrom('cart_items').select('variant_id').where('cart_id', '=', cart.cartId),
      )
      .execute()
    const refused = await look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(refused.to).toBe(`${path}?seen=${version}&notice=recheck`)
    expect((await look(refused.to ?? '')).text).toContain('nothing was charged')
  })

  test('PAY-2: coming back does not make it paid; the provider’s word does, at the same address', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path } = await pageOf(cart.cartId)
    const line = lineOf((await look(path)).html)
    const back = await look(`${path}?back=1`)
    expect(back.text).toContain('Your payment is being confirmed')
    expect(back.headers.get('refresh')).toBe(`3; url=${path}?back=2`)
    expect((await look(`${path}?back=99`)).text).toContain('Pay € 129.00')
    await pays(world, cart.link)
    expect((await look(line)).text).toContain('Your payment has arrived.')
    const paid = await look(`${path}?back=3`)
    expect(paid.text).toContain('Thank you, Nora')
    expect(paid.text).toMatch(/€ 129\.00 paid with Visa/)
    expect(paid.text).toMatch(/Order A-\d+/)
    expect(paid.text).toContain('Waiting for you in Berlin Mitte')
    expect(paid.html).not.toContain('<form')
  })

  test('PAY-4: the receipt is a page and a document, with what went back since', async () => {
    const cart = await aSharedCart(world)
    await pays(world, cart.link)
    const { path } = await pageOf(cart.cartId)
    const pdf = (await look(path)).html.match(/href="(\/r\/[^"]+\.pdf)"/)?.[1] ?? ''
    const page = await look(pdf.replace('.pdf', ''))
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
    const after = await look(pdf.replace('.pdf', ''))
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
    const { path, version } = await pageOf(cart.cartId)
    const form = await look(`${path}/delivery`)
    expect(form.html).toContain('autocomplete="address-line1"')
    expect(form.html).toContain('value="Torstr. 1"')
    expect(form.html).toMatch(/<option value="DE" selected>Germany/)
    const wrong = await look(`${path}/delivery`, { form: { ...typed, city: '', line2: '<b>c/o', version } })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toMatch(/id="city"[^>]*aria-invalid="true" aria-describedby="city-wrong"/)
    expect(wrong.text).toContain('Please fill this in.')
    expect(wrong.html).toContain('value="Goethestraße 14"')
    expect(wrong.html).toContain('value="&lt;b&gt;c/o"')
    const there = await look(`${path}/delivery`, { form: { ...typed, country: 'AU', version } })
    expect(there.text).toContain('We do not deliver there')
    expect((await pageOf(cart.cartId)).version).toBe(version)
  })

  test('CRT-9: an address and a delivery are a new version that can be paid at once; the old one cannot', async () => {
    const cart = await aShippedCart(world)
    const { path, version } = await pageOf(cart.cartId)
    const done = await look(`${path}/delivery`, { form: { ...typed, version } })
    expect(done).toMatchObject({ status: 303, to: path })
    const after = await pageOf(cart.cartId)
    expect(Number(after.version)).toBeGreaterThan(Number(version))
    const page = await look(path)
    expect(page.text).toContain('Delivery to Goethestraße 14 € 5.00')
    expect(page.text).toContain('Pay € 263.00')
    expect((await look(`${path}/pay`, { form: { version, ready: '1' } })).to).toContain('notice=stale')
    const address = await payAddress(cart.cartId)
    expect((await look(`${path}/pay`, { form: { version: after.version, ready: '1' } })).to).toBe(address)
    // The same form again is of a version that is no more.
    expect((await look(`${path}/delivery`, { form: { ...typed, version } })).to).toContain('notice=stale')
  })

  test('CRT-9: where the business chooses, the page does not ask', async () => {
    const cart = await aShippedCart(world)
    const { path } = await pageOf(cart.cartId)
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: false }).execute()
    expect((await look(path)).html).not.toContain(`${path}/delivery`)
    expect((await look(`${path}/delivery`)).to).toBe(path)
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: true }).execute()
  })
})

test('CRT-7: whoever opens any address changes nothing, as previews and mail scanners do', async () => {
  const cart = await aShippedCart(world)
  const paid = await aSharedCart(world)
  await pays(world, paid.link)
  const [open, closed] = [await pageOf(cart.cartId), await pageOf(paid.cartId)]
  const { token } = await world.db.selectFrom('receipts').select('token').executeTakeFirstOrThrow()
  await world.db
    .insertInto('product_links')
    .values({
      code: 'abcdefghj',
      store_id: world.stores.berlin,
      product_id: (await world.db.selectFrom('products').select('id').executeTakeFirstOrThrow()).id,
      staff_id: world.staff.maya,
      created_at: world.server.clock.now(),
    })
    .execute()
  // Who looked at whom in the app is written down a little later; stopping waits for it.
  await world.restart()
  const before = await everything()
  for (const path of [
    open.path,
    `${open.path}?seen=1&notice=stale`,
    `${open.path}?back=1`,
    `${open.path}/now?seen=0`,
    `${open.path}/delivery`,
    `${open.path}/pay?version=${open.version}`,
    `${open.path}/pay`,
    closed.path,
    `${closed.path}/now?seen=1`,
    `${closed.path}/delivery`,
    `${closed.path}/pay?version=${closed.version}`,
    `/r/${token}`,
    `/r/${token}.pdf`,
    '/p/abcdefghj',
    '/pages/fraunces.woff2',
    '/pages/mark.svg',
  ])
    for (const method of ['GET', 'HEAD']) {
      const { status } = await look(path, { method })
      expect([path, status < 400]).toEqual([path, true])
    }
  expect(await everything()).toEqual(before)
})

test('CRT-7: a cart whose day is over has expired at midnight, before any job has run', async () => {
  const cart = await aSharedCart(world)
  const { path, version } = await pageOf(cart.cartId)
  const line = lineOf((await look(path)).html)
  await world.passDays(0.6)
  const over = await look(path)
  expect(over.text).toContain('This selection has expired')
  expect(over.text).toContain('Write to Maya')
  expect((await look(line)).text).toContain('This selection is closed.')
  // Paid a minute before midnight: the provider's word is still to come.
  expect((await look(`${path}?back=1`)).text).toContain('Your payment is being confirmed')
  expect((await look(`${path}/pay`, { form: { version, ready: '1' } })).to).not.toContain('adyen')
  expect((await look(`${path}/pay?version=${version}`)).to).toContain(path)
})
