import { ndjson, type ProductInput, type StockInput } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

const lines = (all: readonly unknown[]) =>
  new File([all.map(one => JSON.stringify(one)).join('\n')], 'lines.ndjson', { type: ndjson })
const parsed = async (file: Blob) =>
  (await file.text())
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const products = async (...all: readonly unknown[]) => parsed(await alma.catalog.importProducts(lines(all)))
const stock = async (...all: readonly StockInput[]) => parsed(await alma.catalog.importStock(lines(all)))

type Given = z.input<typeof ProductInput>
const aProduct = (more: Partial<Given> = {}): Given => {
  const externalId = more.externalId ?? newId()
  return {
    externalId,
    version: '2026-01-01T00:00:00Z',
    name: 'Linen blazer',
    pictures: [{ colour: 'Sand', url: '/goods/linen-blazer-sand.svg' }],
    collections: [{ externalId: 'office', name: 'The office', position: 2 }],
    variants: ['36', '38'].map(size => ({
      externalId: `${externalId}/${size}`,
      sku: `${externalId}-${size}`.toUpperCase(),
      colour: 'Sand',
      colourHex: '#cdb48c',
      size,
      prices: [
        { currency: 'EUR', amountMinor: 42_000 },
        { currency: 'USD', amountMinor: 46_000, taxIncluded: false },
      ],
    })),
    ...more,
  }
}
const read = (productId: string, storeId = world.stores.berlin) => alma.catalog.get({ storeId, productId })

describe('products', () => {
  test('IMP-5: come with variants, prices a currency, pictures, collections and what goes with them', async () => {
    const trousers = aProduct({ name: 'Wide trousers' })
    const [, { id }] = await products(
      trousers,
      aProduct({ goesWith: [trousers.externalId, 'not there yet'] }),
    )
    expect(await read(id)).toMatchObject({
      name: 'Linen blazer',
      currency: 'EUR',
      pictures: [{ colour: 'Sand', url: '/goods/linen-blazer-sand.svg' }],
      collections: [{ name: 'The office' }],
      goesWith: [{ name: 'Wide trousers' }],
      variants: [
        {
          size: '36',
          colourHex: '#CDB48C',
          prices: [
            { currency: 'EUR', amountMinor: 42_000, taxIncluded: true },
            { currency: 'USD', amountMinor: 46_000, taxIncluded: false },
          ],
        },
        { size: '38' },
      ],
    })
  })

  test('IMP-5: a version of the future is refused, for it would keep every true one out', async () => {
    const [refused] = await products(aProduct({ version: '2099-01-01T00:00:00Z' }))
    expect(refused).toMatchObject({
      outcome: 'refused',
      code: 'INVALID',
      message: 'version: 2099-01-01T00:00:00Z is in the future.',
    })
    const [old] = await products(aProduct({ version: '1899-01-01T00:00:00Z' }))
    expect(old).toMatchObject({ outcome: 'refused', code: 'INVALID' })
    const product = aProduct()
    await products(product)
    const count = { variant: product.variants[0]?.externalId ?? '', store: null, quantity: 1 }
    expect(await stock({ ...count, version: '2099-01-01T00:00:00Z' })).toMatchObject([
      { outcome: 'refused', code: 'INVALID' },
    ])
    expect(await stock({ ...count, version: '2026-01-01T00:00:00Z' })).toMatchObject([{ outcome: 'created' }])
  })

  test('IMP-5: no two that are sold share a SKU, or stock and orders would go to one of them', async () => {
    const sku = newId().toUpperCase()
    const one = aProduct({ variants: [{ externalId: newId(), sku }] })
    const other = aProduct({ variants: [{ externalId: newId(), sku: sku.toLowerCase() }] })
    const taken = {
      outcome: 'refused',
      code: 'SKU_TAKEN',
      message: `The SKU «${sku.toLowerCase()}» is that of the variant «${one.variants[0]?.externalId}» of another product.`,
    }
    expect(await products(one, other)).toMatchObject([{ outcome: 'created' }, taken])
    expect(await products(other)).toMatchObject([taken])
    const twice = {
      variants: [...one.variants, { externalId: newId(), sku }],
      version: '2026-01-02T00:00:00Z',
    }
    expect(await products({ ...one, ...twice })).toMatchObject([{ outcome: 'refused', code: 'SKU_TWICE' }])
    // Sold no more, or under another SKU, it leaves it to the next.
    const gone = { ...one, version: '2026-01-03T00:00:00Z', active: false }
    expect(await products(gone, other)).toMatchObject([{ outcome: 'updated' }, { outcome: 'created' }])
    const back = { ...one, version: '2026-01-04T00:00:00Z' }
    expect(await products(back)).toMatchObject([{ code: 'SKU_TAKEN' }])
  })

  test('IMP-5: those that share a SKU since before stay as they are, and nothing is counted by it', async () => {
    const [one, other] = [aProduct(), aProduct()]
    await products(one, other)
    const sku = newId().toUpperCase()
    const [first, second] = [one, other].map(({ variants: [variant] }) => variant?.externalId ?? '')
    await world.db
      .updateTable('variants')
      .set({ sku })
      .where('external_id', 'in', [first ?? '', second ?? ''])
      .execute()
    const same = (given: Given) => ({
      ...given,
      version: '2026-01-02T00:00:00Z',
      variants: given.variants.map((variant, n) => (n === 0 ? { ...variant, sku } : variant)),
    })
    expect(await products(same(one))).toMatchObject([{ outcome: 'updated' }])
    const count = { store: null, quantity: 3, version: '2026-01-02T00:00:00Z' }
    expect(await stock({ variant: sku, ...count }, { variant: first ?? '', ...count })).toMatchObject([
      { outcome: 'refused', code: 'VARIANT_AMBIGUOUS' },
      { outcome: 'created' },
    ])
  })

  test('IMP-5: a variant has one price a currency', async () => {
    const prices = [
      { currency: 'EUR', amountMinor: 1000 },
      { currency: 'EUR', amountMinor: 2000 },
    ]
    expect(await products(aProduct({ variants: [{ externalId: 'two-prices', prices }] }))).toMatchObject([
      {
        outcome: 'refused',
        code: 'PRICE_TWICE',
        message: 'The variant «two-prices» has two prices in EUR.',
      },
    ])
  })

  test('IMP-5: are one by external id; an older version never overwrites a newer one', async () => {
    const product = aProduct()
    const [made] = await products(product)
    const outcomes = await products(
      product,
      { ...product, version: '2025-01-01T00:00:00Z', name: 'Older' },
      { ...product, version: '2026-02-01T00:00:00Z', name: 'Newer' },
      { ...product, version: '2026-01-15T00:00:00Z', name: 'Between' },
    )
    expect(outcomes.map(one => one.outcome)).toEqual(['unchanged', 'unchanged', 'updated', 'unchanged'])
    expect((await read(made.id)).name).toBe('Newer')
  })

  test('IMP-5: a variant that is left out is not sold any more, and comes back as the same', async () => {
    const product = aProduct()
    const [{ id }] = await products(product)
    const before = (await read(id)).variants
    await products({ ...product, version: '2026-02-01T00:00:00Z', variants: product.variants.slice(1) })
    expect((await read(id)).variants.map(one => [one.size, one.active])).toEqual([
      ['38', true],
      ['36', false],
    ])
    await products({ ...product, version: '2026-03-01T00:00:00Z' })
    expect((await read(id)).variants.map(one => one.id)).toEqual(before.map(one => one.id))
  })

  test('IMP-5: what cannot be is refused line by line', async () => {
    const taken = aProduct()
    const twice = aProduct()
    const outcomes = await products(
      taken,
      aProduct({ variants: taken.variants }),
      { ...twice, variants: [...twice.variants, ...twice.variants] },
      aProduct({ variants: [] }),
      aProduct({ pictures: [{ url: 'javascript:alert(1)' }] }),
    )
    expect(outcomes.map(one => one.code ?? one.outcome)).toEqual([
      'created',
      'VARIANT_TAKEN',
      'VARIANT_TWICE',
      'INVALID',
      'INVALID',
    ])
  })
})

test('IMP-5: the demo’s pictures come from this server, may be kept, and run nothing', async () => {
  const picture = await fetch(`${world.url}/goods/camel-coat-camel.svg`)
  expect(picture.status).toBe(200)
  expect(picture.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
  expect(picture.headers.get('cache-control')).toMatch(/max-age=604800/)
  expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await fetch(`${world.url}/goods/../catalogue.json`)).status).toBe(404)
})

describe('stock', () => {
  test('IMP-5: is set a variant and place, by any code; an older count never overwrites a newer one', async () => {
    const product = aProduct()
    const [{ id }] = await products(product)
    const sku = product.variants[1]?.sku ?? ''
    const at = (store: string | null, quantity: number, version = '2026-02-02T00:00:00Z') => ({
      variant: sku.toLowerCase(),
      store,
      quantity,
      version,
    })
    const outcomes = await stock(
      at('Berlin Mitte', 3),
      at(world.stores.paris, 5),
      at(null, 9),
      at('Berlin Mitte', 1, '2026-02-01T00:00:00Z'),
      at('Berlin Mitte', 4, '2026-02-03T00:00:00Z'),
      at('Atlantis', 1),
      { ...at(null, 1), variant: 'nothing' },
    )
    expect(outcomes.map(one => one.code ?? one.outcome)).toEqual([
      'created',
      'created',
      'created',
      'unchanged',
      'updated',
      'STORE_UNKNOWN',
      'VARIANT_UNKNOWN',
    ])
    const { variants } = await read(id)
    expect(variants[1]).toMatchObject({
      stockHere: 4,
      stockWarehouse: 9,
      stockElsewhere: [{ storeName: 'Paris Marais', sameCountry: false, quantity: 5 }],
    })
    expect((await read(id, world.stores.paris)).variants[1]).toMatchObject({ stockHere: 5 })
  })
})

describe('the list of products', () => {
  test('IMP-5: is by name, page by page; found by words of the name, SKU or barcode', async () => {
    const word = `w${newId().slice(0, 8)}`
    const [one, two, three] = ['Äpfel', 'Birnen', 'Zitronen'].map(name =>
      aProduct({ name: `${name} ${word}` }),
    )
    await products(three, one, {
      ...two,
      variants: [{ externalId: newId(), sku: `${word}-S`, barcode: `200${word}` }],
    })
    const find = async (q: string, more: object = {}) => {
      const { items, nextCursor } = await alma.catalog.list({ storeId: world.stores.berlin, q, ...more })
      return { names: items.map(item => item.name.split(' ')[0]), nextCursor }
    }
    const first = await find(word, { limit: 2 })
    expect(first.names).toEqual(['Äpfel', 'Birnen'])
    expect((await find(word, { limit: 2, cursor: first.nextCursor })).names).toEqual(['Zitronen'])
    expect((await find(`apfel ${word}`)).names).toEqual(['Äpfel'])
    expect((await find(`${word}-s`)).names).toEqual(['Birnen'])
    expect((await find(`200${word}`)).names).toEqual(['Birnen'])
    expect((await find('%')).names).toEqual([])
  })

  test('IMP-5: shows the price of the store’s currency; collections count what is sold', async () => {
    const [{ id }] = await products(
      aProduct({ name: 'Only one', collections: [{ externalId: 'single', name: 'Single' }] }),
    )
    const { items: collections } = await alma.catalog.collections({})
    const single = collections.find(one => one.externalId === 'single')
    expect(single?.products).toBe(1)
    const priceAt = async (storeId: string) =>
      (await alma.catalog.list({ storeId, collectionId: single?.id ?? '' })).items
    expect(await priceAt(world.stores.berlin)).toMatchObject([
      { id, price: { currency: 'EUR', amountMinor: 42_000 } },
    ])
    expect(await priceAt(world.stores.newYork)).toMatchObject([
      { price: { currency: 'USD', amountMinor: 46_000, taxIncluded: false } },
    ])
    expect(
      await refusalOf((await world.as('sena')).catalog.list({ storeId: world.stores.berlin })),
    ).toMatchObject({ code: 'NOT_FOUND' })
  })
})
