import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pagesOf } from '../../test/pages.ts'
import { aSharedCart, aShippedCart, pays, shares } from '../../test/paying.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
let pages: ReturnType<typeof pagesOf>
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  pages = pagesOf(world)
})
afterAll(() => world.close())

describe('a shared cart', () => {
  test('CRT-7: lies at its address for whoever has it, told to no search engine, cache or other host', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path } = await pages.pageOf(cart.cartId)
    const page = await pages.look(path)
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
    expect(policy).toContain(`form-action 'self' ${new URL(await pages.payAddress(cart.cartId)).origin}`)
    expect(page.html).toContain(`sms:${'+493023125001'}?&amp;body=Hello`)
  })

  test('CRT-7: is sent as small as the browser takes it', async () => {
    const { path } = await pages.pageOf((await aSharedCart(world)).cartId)
    const raw = await fetch(world.url + path, { headers: { 'accept-encoding': 'gzip' } })
    expect(raw.headers.get('content-encoding')).toBe('gzip')
    expect(await raw.text()).toContain('</html>')
  })

  test('CRT-7: an address that nobody gave out is said to be empty, in the browser’s language', async () => {
    const lost = await pages.look('/c/aaaaaaaaaaaaaaaaaaaaaa', { language: 'de-DE,en;q=0.5' })
    expect(lost.status).toBe(404)
    expect(lost.text).toContain('Unter dieser Adresse ist nichts')
    expect((await pages.look('/r/aaaaaaaaaaaaaaaaaaaaaa', { language: 'ja' })).text).toContain(
      'このアドレスには何もありません',
    )
    expect((await pages.look('/p/aaaaaaaaa')).status).toBe(404)
  })

  test('CRT-7 CRT-8: is friendly when it has expired or was set aside, and cannot be paid', async () => {
    const cart = await aSharedCart(world)
    const { path, version } = await pages.pageOf(cart.cartId)
    await cart.api.carts.save({ cartId: cart.cartId })
    const aside = await pages.look(path)
    expect(aside.text).toContain('There is nothing to pay here now')
    expect(aside.text).toContain('Write to Maya')
    expect(aside.html).not.toContain('<form')
    const refused = await pages.look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(refused).toMatchObject({ status: 303, to: expect.stringContaining(path) })
  })

  test('CRT-6: being updated it says so and cannot be paid; shared again it shows what changed', async () => {
    const cart = await aSharedCart(world, { name: 'Linen blazer', fulfilment: 'in_store' })
    const { path, version } = await pages.pageOf(cart.cartId)
    const line = pages.lineOf((await pages.look(path)).html)
    const before = await pages.look(line)
    expect(before.text).not.toContain('changed')
    expect(before.headers.get('refresh')).toBe('10')
    const etag = before.headers.get('etag') ?? ''
    expect((await pages.look(line, { headers: { 'if-none-match': etag } })).status).toBe(304)

    await cart.add({ name: 'Wool scarf', priceMinor: 5000, fulfilment: 'in_store' })
    const updating = await pages.look(path)
    expect(updating.text).toContain('Maya is updating your selection')
    expect(updating.html).not.toContain('<form')
    expect((await pages.look(line, { headers: { 'if-none-match': etag } })).text).toContain('is updating')
    const old = await pages.look(`${path}/pay`, { form: { version, ready: '1' } })
    expect(old.to).toBe(`${path}?seen=${version}&notice=recheck`)

    await shares(world, cart.cartId)
    const news = await pages.look(line)
    expect(news.text).toContain('Maya has changed something.')
    expect(news.headers.get('refresh')).toBeNull()
    const fresh = await pages.look(`${path}?seen=${version}`)
    expect(fresh.text).toContain('Added: now: Wool scarf, 38')
    expect(fresh.text).toContain('Total: before: € 129.00 → now: € 179.00')
    expect(await pages.look(`${path}/pay`, { form: { version, ready: '1' } })).toMatchObject({
      status: 303,
      to: `${path}?seen=${version}&notice=stale`,
    })
    expect((await pages.look(`${path}?seen=${version}&notice=stale`)).text).toContain('Something has changed')
  })
})

test('CRT-7: whoever opens any address changes nothing, as previews and mail scanners do', async () => {
  const cart = await aShippedCart(world)
  const paid = await aSharedCart(world)
  await pays(world, paid.link)
  const [open, closed] = [await pages.pageOf(cart.cartId), await pages.pageOf(paid.cartId)]
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
  const before = await pages.everything()
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
      const { status } = await pages.look(path, { method })
      expect([path, status < 400]).toEqual([path, true])
    }
  expect(await pages.everything()).toEqual(before)
})

test('CRT-7: a cart whose day is over has expired at midnight, before any job has run', async () => {
  const cart = await aSharedCart(world)
  const { path, version } = await pages.pageOf(cart.cartId)
  const line = pages.lineOf((await pages.look(path)).html)
  await world.passDays(0.6)
  const over = await pages.look(path)
  expect(over.text).toContain('This selection has expired')
  expect(over.text).toContain('Write to Maya')
  expect((await pages.look(line)).text).toContain('This selection is closed.')
  // Paid a minute before midnight: the provider's word is still to come.
  expect((await pages.look(`${path}?back=1`)).text).toContain('Your payment is being confirmed')
  expect((await pages.look(`${path}/pay`, { form: { version, ready: '1' } })).to).not.toContain('adyen')
  expect((await pages.look(`${path}/pay?version=${version}`)).to).toContain(path)
})
