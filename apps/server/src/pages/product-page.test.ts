import { afterAll, beforeAll, expect, test } from 'vitest'
import { sells } from '../../test/goods.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false, payments: false })
})
afterAll(() => world.close())

async function link(goods: Parameters<typeof sells>[1]) {
  const { productId, variantId } = await sells(world, goods)
  await world.db
    .updateTable('products')
    .set({ description: 'Cut in Como. <b>Light</b>.', material: 'Silk', care: 'Dry clean' })
    .where('id', '=', productId)
    .execute()
  await world.db
    .insertInto('product_pictures')
    .values({ product_id: productId, position: 1, url: '/goods/silk-scarf-ink.svg' })
    .execute()
  const maya = await world.as('maya')
  const { url } = await maya.catalog.link({ storeId: world.stores.berlin, productId, variantId })
  return { url, productId, variantId }
}
async function open(url: string, language = 'en') {
  const answer = await fetch(url, { headers: { 'accept-language': language } })
  const html = await answer.text()
  const text = html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ')
  return { status: answer.status, html, text }
}

test('MSG-5: the link of a product leads to its pictures, price, sizes, stock in words, and a reply', async () => {
  const { url } = await link({ name: 'Silk scarf', priceMinor: 12_900, size: 'One size', here: 1 })
  const page = await open(url)
  expect(page.status).toBe(200)
  expect(page.html).toContain('src="/goods/silk-scarf-ink.svg" alt="Silk scarf"')
  for (const words of [
    'Silk scarf',
    '€ 129 including tax',
    'One size',
    'The last one in Berlin Mitte',
    'Material Silk',
    'Care Dry clean',
    'Write to Maya',
    '+49 30 23125001',
  ])
    expect(page.text).toContain(words)
  expect(page.html).toContain('Cut in Como. &lt;b&gt;Light&lt;/b&gt;.')
  expect(page.html).toContain('sms:+493023125001?&amp;body=Hello%20Maya%2C%20about%20%E2%80%9CSilk%20scarf')
  expect(page.html).toContain(`property="og:image" content="${world.url}/goods/silk-scarf-ink.svg"`)
})

test('MSG-5 LNG-1: it speaks the browser’s language, else the store’s', async () => {
  const { url } = await link({ here: 0, warehouse: 4, size: 'M' })
  expect((await open(url, 'de-CH')).text).toContain('Kann geliefert werden')
  expect((await open(url, 'pt')).text).toContain('Can be delivered')
})

test('MSG-5: what is sold out says so, and what is no longer sold offers to write', async () => {
  const { url, productId } = await link({ here: 0, warehouse: 0 })
  expect((await open(url)).text).toContain('Sold out')
  await world.db.updateTable('products').set({ active: false }).where('id', '=', productId).execute()
  const gone = await open(url)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('This is no longer sold')
  expect(gone.text).toContain('Write to Maya')
})
