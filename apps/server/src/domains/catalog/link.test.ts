import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { brings, counts } from './goods-scene.ts'
import { readProductPage } from './product-page.ts'

let world: World
let maya: Api
let storeId: string
let productId: string
let variantId: string
const sku = newId()
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  storeId = world.stores.berlin
  const alma = await world.as('alma')
  const size = (each: string, amountMinor: number, more: object = {}) => ({
    size: each,
    colour: 'Anthracite',
    prices: [{ currency: 'EUR', amountMinor }],
    ...more,
  })
  const brought = await brings(
    alma,
    'Wide wool trousers',
    [size('36', 25_050), size('38', 26_000, { sku })],
    {
      pictures: [
        { colour: 'Sand', url: '/goods/sand.svg' },
        { colour: 'Anthracite', url: '/goods/grey.svg' },
      ],
    },
  )
  productId = brought.id
  await counts(alma, sku, 'Berlin Mitte', 2)
  variantId = (await maya.catalog.get({ storeId, productId })).variants[1]?.id ?? ''
})
afterAll(() => world.close())

const codeOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

describe('a product link', () => {
  test('MSG-5: is short, says what it is and costs, and is the same again for the same person', async () => {
    const { url, text } = await maya.catalog.link({ storeId, productId, variantId, language: 'en' })
    expect(url).toMatch(new RegExp(`^${world.url}/p/[2-9a-hj-km-np-z]{8,}$`))
    expect(text).toBe(`Wide wool trousers, €260\n${url}`)
    expect((await maya.catalog.link({ storeId, productId, variantId })).url).toBe(url)
    const others = [
      await maya.catalog.link({ storeId, productId }),
      await (await world.as('theo')).catalog.link({ storeId, productId, variantId }),
    ]
    expect(new Set([url, ...others.map(one => one.url)]).size).toBe(3)
    const german = await maya.catalog.link({ storeId, productId, language: 'de' })
    expect(german.text).toBe(`Wide wool trousers, 250,50 €\n${german.url}`)
  })

  test('MSG-5 LNG-1: is written as the customer reads it, for whom the store knows', async () => {
    const { customerId } = await maya.customers.create({
      storeId,
      firstName: 'Colette',
      lastName: 'Aubert',
      phone: freshPhone(),
      language: 'fr',
    })
    const french = await maya.catalog.link({ storeId, productId, variantId, customerId })
    expect(french.text).toBe(`Wide wool trousers, 260 €\n${french.url}`)
    const said = await maya.catalog.link({ storeId, productId, variantId, customerId, language: 'ja' })
    expect(said.text).toBe(`Wide wool trousers, €260\n${said.url}`)
    const stranger = world.customers.camille.id
    expect(await refusalOf(maya.catalog.link({ storeId, productId, customerId: stranger }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('MSG-5: two taps at once make one', async () => {
    const theo = await world.as('theo')
    const made = await Promise.all(Array.from({ length: 6 }, () => theo.catalog.link({ storeId, productId })))
    expect(new Set(made.map(one => one.url)).size).toBe(1)
  })

  test('MSG-5: leads to the variant that was meant: as a card for staff, as a page for the customer', async () => {
    const { url } = await maya.catalog.link({ storeId, productId, variantId })
    expect(await maya.catalog.linked({ storeId, code: codeOf(url) })).toMatchObject({
      productId,
      variantId,
      name: 'Wide wool trousers',
      colour: 'Anthracite',
      size: '38',
      pictureUrl: '/goods/grey.svg',
      price: { currency: 'EUR', amountMinor: 26_000 },
      active: true,
      stockHere: 2,
      stockWarehouse: 0,
    })
    const reading = { tx: world.db, clock: world.server.clock }
    expect(await readProductPage(reading, codeOf(url))).toMatchObject({
      storeId,
      staff: { firstName: 'Maya' },
      variantId,
      product: { name: 'Wide wool trousers', currency: 'EUR' },
    })
    expect(await readProductPage(reading, 'nothing22')).toBeUndefined()
  })

  test('MSG-5: is of nothing that is not there, and of no store that is not theirs', async () => {
    const refused = [
      () => maya.catalog.link({ storeId, productId: newId() }),
      () => maya.catalog.link({ storeId, productId, variantId: newId() }),
      () => maya.catalog.link({ storeId: world.stores.paris, productId }),
      () => maya.catalog.linked({ storeId, code: 'nothing22' }),
    ]
    for (const ask of refused) expect(await refusalOf(ask())).toMatchObject({ code: 'NOT_FOUND' })
  })
})
