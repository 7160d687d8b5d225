import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { brings, counts } from './goods-scene.ts'

let world: World
let alma: Api
let maya: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  maya = await world.as('maya')
  storeId = world.stores.berlin
  await brings(alma, 'Linen blazer', [{ sku: 'LB-SAND-38', barcode: '2001001001032', size: '38' }])
  await brings(alma, 'Wool blazer', [{ sku: 'WB-38', barcode: '036000291452' }])
  await brings(alma, 'Crème cashmere jumper', [{ sku: 'LB-SAND-380' }])
  await brings(alma, 'カシミヤの外套')
})
afterAll(() => world.close())

const found = async (q: string, more: object = {}) =>
  (await maya.catalog.list({ storeId, q, ...more })).items.map(item => item.name)

describe('finding a product', () => {
  test('MSG-5: by words of its name, whatever the accents, in any order', async () => {
    expect(await found('blazer')).toEqual(['Linen blazer', 'Wool blazer'])
    expect(await found('blazer WOOL')).toEqual(['Wool blazer'])
    expect(await found('creme')).toEqual(['Crème cashmere jumper'])
    expect(await found('外套')).toEqual(['カシミヤの外套'])
    expect(await found('li')).toEqual(['Linen blazer'])
    expect(await found('%')).toEqual([])
  })
  test('MSG-5: with typing errors, where nothing is spelt so', async () => {
    expect(await found('balzer')).toEqual(['Linen blazer', 'Wool blazer'])
    expect(await found('lienn blaser')).toEqual(['Linen blazer'])
    expect(await found('lnien')).toEqual(['Linen blazer'])
    expect(await found('wolo')).toEqual(['Wool blazer'])
    expect(await found('cashmeer')).toEqual(['Crème cashmere jumper'])
    expect(await found('qqxyzzy')).toEqual([])
    const first = await maya.catalog.list({ storeId, q: 'balzer', limit: 1 })
    expect(await found('balzer', { limit: 1, cursor: first.nextCursor })).toEqual(['Wool blazer'])
  })
  test('MSG-5: by SKU or barcode, what has exactly that first', async () => {
    expect(await found('lb-sand-38')).toEqual(['Linen blazer', 'Crème cashmere jumper'])
    expect(await found('2001001001032')).toEqual(['Linen blazer'])
    expect(await found('0036000291452')).toEqual(['Wool blazer'])
    expect(await found('36000291452')).toEqual(['Wool blazer'])
    const first = await maya.catalog.list({ storeId, q: 'LB-SAND-38', limit: 1 })
    expect(await found('LB-SAND-38', { limit: 1, cursor: first.nextCursor })).toEqual([
      'Crème cashmere jumper',
    ])
  })
  test('MSG-5: page by page nothing is missed and nothing comes twice', async () => {
    const word = `z${newId().slice(0, 8)}`
    for (let n = 0; n < 7; n++) await brings(alma, `Shawl ${n} ${word}`)
    const names: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await maya.catalog.list({ storeId, q: word, limit: 3, ...(cursor ? { cursor } : {}) })
      names.push(...page.items.map(item => item.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(names).toEqual(Array.from({ length: 7 }, (_, n) => `Shawl ${n} ${word}`))
  })
  test('IMP-5: these and no others, in the order asked for', async () => {
    const [one, two] = (await maya.catalog.list({ storeId, q: 'blazer' })).items.map(item => item.id)
    const { items } = await maya.catalog.list({ storeId, ids: [two ?? '', one ?? '', newId()] })
    expect(items.map(item => item.name)).toEqual(['Wool blazer', 'Linen blazer'])
  })
})

describe('a scanned code', () => {
  const scan = (code: string) => maya.catalog.byCode({ storeId, code })

  test('MSG-5: CRT-2: leads to the product and to the colour and size, with or without a leading zero', async () => {
    const { product, variantId } = await scan('2001001001032')
    expect(product.name).toBe('Linen blazer')
    expect(product.variants.find(variant => variant.id === variantId)).toMatchObject({ size: '38' })
    for (const code of ['036000291452', '0036000291452', '36000291452', 'wb-38'])
      expect((await scan(code)).product.name).toBe('Wool blazer')
  })
  test('MSG-5: CRT-2: one that is nobody’s, or was misread, is refused in words', async () => {
    expect(await refusalOf(scan('4006381333931'))).toMatchObject({ code: 'CODE_UNKNOWN', status: 404 })
    expect(await refusalOf(scan('4006381333932'))).toMatchObject({ code: 'CODE_MISREAD', status: 422 })
  })
  test('MSG-5: of two with one code it is the one that is still sold', async () => {
    await brings(alma, 'Old cap', [{ barcode: '2001001009991' }], { active: false })
    await brings(alma, 'New cap', [{ barcode: '2001001009991' }])
    await brings(alma, 'Older cap', [{ barcode: '2001001009991' }], { active: false })
    expect((await scan('2001001009991')).product.name).toBe('New cap')
  })
})

describe('a collection', () => {
  test('IMP-5: is listed in its own order, with pictures of its first products', async () => {
    const externalId = newId()
    const of = (place?: number) => ({
      collections: [{ externalId, name: 'By the sea', ...(place ? { place } : {}) }],
      pictures: [{ url: `/goods/${place ?? 'last'}.svg` }],
    })
    await brings(alma, 'Anorak', [{}], of())
    await brings(alma, 'Towel', [{}], of(2))
    await brings(alma, 'Sandals', [{}], of(1))
    const { items } = await maya.catalog.collections({})
    const sea = items.find(one => one.externalId === externalId)
    expect(sea).toMatchObject({ products: 3, pictures: ['/goods/1.svg', '/goods/2.svg', '/goods/last.svg'] })
    const collectionId = sea?.id ?? ''
    const first = await maya.catalog.list({ storeId, collectionId, limit: 2 })
    expect(first.items.map(item => item.name)).toEqual(['Sandals', 'Towel'])
    const rest = await maya.catalog.list({ storeId, collectionId, cursor: first.nextCursor ?? '' })
    expect(rest.items.map(item => item.name)).toEqual(['Anorak'])
    expect(await found('towel', { collectionId })).toEqual(['Towel'])
    expect(await found('blazer', { collectionId })).toEqual([])
  })
})

test('CRT-9: what is kept for a shared cart is promised to nobody else', async () => {
  const sku = newId()
  const { id: productId } = await brings(alma, 'Reserved bag', [{ sku }])
  await counts(alma, sku, 'Berlin Mitte', 3)
  await counts(alma, sku, null, 1)
  const read = async () => {
    const [variant] = (await maya.catalog.get({ storeId, productId })).variants
    const [row] = (await maya.catalog.list({ storeId, q: 'Reserved bag' })).items
    return [variant?.stockHere, variant?.stockWarehouse, row?.stockHere]
  }
  expect(await read()).toEqual([3, 1, 3])
  const cartId = newId()
  const at = world.server.clock.now()
  await world.db
    .insertInto('carts')
    .values({
      id: cartId,
      store_id: storeId,
      customer_id: world.customers.priya.id,
      kind: 'remote',
      state: 'open',
      currency: 'EUR',
      day: '2026-11-22',
      token: newId(),
      opened_by: world.staff.maya,
      staff_id: world.staff.maya,
      created_at: at,
      changed_at: at,
    })
    .execute()
  const variantId = (await maya.catalog.get({ storeId, productId })).variants[0]?.id ?? ''
  await world.db
    .insertInto('stock_reservations')
    .values([
      { cart_id: cartId, variant_id: variantId, store_id: storeId, quantity: 2 },
      { cart_id: cartId, variant_id: variantId, store_id: null, quantity: 4 },
    ])
    .execute()
  expect(await read()).toEqual([1, 0, 1])
})
