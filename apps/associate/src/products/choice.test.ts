import type { Product, Variant } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import {
  chosenOf,
  coloursOf,
  firstChoice,
  inColour,
  picturesOf,
  placesOf,
  priceOf,
  sizesOf,
} from './choice.ts'

const variant = (colour: string | null, size: string | null, more: Partial<Variant> = {}): Variant => ({
  id: `${colour} ${size}`,
  externalId: `${colour}/${size}`,
  sku: null,
  barcode: null,
  colour,
  colourHex: null,
  size,
  weightGrams: null,
  active: true,
  prices: [{ currency: 'EUR', amountMinor: 69_000, taxIncluded: true }],
  stockHere: 0,
  stockWarehouse: 0,
  stockElsewhere: [],
  ...more,
})
const product = (variants: Variant[], more: Partial<Product> = {}): Product => ({
  id: 'coat',
  externalId: 'coat',
  name: 'Camel coat',
  description: '',
  department: null,
  material: null,
  care: null,
  season: null,
  sizeSystem: null,
  active: true,
  currency: 'EUR',
  pictures: [],
  collections: [],
  goesWith: [],
  variants,
  ...more,
})
const hamburg = (quantity: number) => ({ storeId: 'hh', storeName: 'Hamburg', sameCountry: true, quantity })
const paris = (quantity: number) => ({ storeId: 'par', storeName: 'Paris', sameCountry: false, quantity })

describe('what of a product is meant', () => {
  const coat = product([
    variant('Camel', '36'),
    variant('Camel', '38', { stockHere: 2 }),
    variant('Navy', '38', { prices: [{ currency: 'EUR', amountMinor: 72_000, taxIncluded: true }] }),
    variant('Grey', '38', { active: false }),
  ])
  test('CRT-2: colours and sizes stand in their order; what is not sold any more is not offered', () => {
    expect(coloursOf(coat).map(each => each.name)).toEqual(['Camel', 'Navy'])
    expect(sizesOf(coat, 'Camel').map(each => each.label)).toEqual(['36', '38'])
  })
  test('CRT-2: nobody gets a size that nobody chose', () => {
    expect(chosenOf(coat, firstChoice(coat))).toBeUndefined()
    expect(firstChoice(coat, 'Navy 38')).toEqual({ colour: 'Navy', size: '38' })
    expect(chosenOf(coat, inColour(coat, { colour: 'Camel', size: '38' }, 'Navy'))?.id).toBe('Navy 38')
    expect(inColour(coat, { colour: 'Navy', size: null }, 'Camel').size).toBeNull()
  })
  test('CRT-2: what has no sizes is chosen as it is', () => {
    const bag = product([variant(null, null)])
    expect(chosenOf(bag, firstChoice(bag))?.id).toBe('null null')
  })
  test('CRT-4: the price is that of the chosen, in the store’s currency; else the lowest', () => {
    expect(priceOf(coat, { colour: 'Navy', size: '38' })?.price.amountMinor).toBe(72_000)
    const dear = product([
      variant('Camel', '36'),
      variant('Camel', '38', { prices: [{ currency: 'EUR', amountMinor: 75_000, taxIncluded: true }] }),
    ])
    expect(priceOf(dear, firstChoice(dear))).toMatchObject({ price: { amountMinor: 69_000 }, varies: true })
    expect(
      priceOf(product([variant('Camel', '36')], { currency: 'USD' }), { colour: 'Camel', size: '36' }),
    ).toBeNull()
  })
})

test('MSG-5: of the other stores, those that have the chosen size come first, then those of this country', () => {
  const sizes = sizesOf(
    product([
      variant('Camel', '36', { stockHere: 1, stockElsewhere: [hamburg(9)] }),
      variant('Camel', '38', { stockWarehouse: 8, stockElsewhere: [paris(1)] }),
    ]),
    'Camel',
  )
  expect(placesOf(sizes, undefined).others.map(place => place.name)).toEqual(['Hamburg', 'Paris'])
  const { here, others, warehouse } = placesOf(sizes, sizes[1]?.variant)
  expect(others.map(place => [place.name, place.counts])).toEqual([
    ['Paris', [0, 1]],
    ['Hamburg', [9, 0]],
  ])
  expect(placesOf(sizes, sizes[0]?.variant).others.map(place => place.name)).toEqual(['Hamburg', 'Paris'])
  expect([here.counts, warehouse.counts]).toEqual([
    [1, 0],
    [0, 8],
  ])
})

test('MSG-5: the pictures of the chosen colour come first', () => {
  const pictures = [
    { colour: 'Camel', url: 'camel' },
    { colour: null, url: 'detail' },
    { colour: 'Navy', url: 'navy' },
  ]
  expect(picturesOf(product([], { pictures }), 'Navy')).toEqual(['navy', 'detail', 'camel'])
})
