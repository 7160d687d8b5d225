import { describe, expect, test } from 'vitest'
import { type LineToReckon, reckon } from './totals.ts'

const vat = { taxIncluded: true, taxRatePpm: 190_000, taxLabel: 'VAT' }
const salesTax = { taxIncluded: false, taxRatePpm: 88_750, taxLabel: 'Sales tax' }
const line = (id: string, unitPriceMinor: number, more: Partial<LineToReckon> = {}): LineToReckon => ({
  id,
  quantity: 1,
  unitPriceMinor,
  fulfilment: 'ship',
  discount: null,
  ...vat,
  ...more,
})
const blazer = line('blazer', 42_000, { fulfilment: 'in_store' })
const trousers = line('trousers', 26_000)
const percent = (value: number) => ({ kind: 'percent' as const, value })
const amount = (value: number) => ({ kind: 'amount' as const, value })

describe('the cart of Priya', () => {
  const free = { priceMinor: 0, taxRatePpm: 0, taxLabel: null }

  test('CRT-4: € 680 less 10 % is € 612 with € 97.71 VAT in it, and every line adds up', () => {
    const { lines, totals } = reckon({ lines: [blazer, trousers], discount: percent(1000), delivery: free })
    expect(totals).toEqual({
      units: 2,
      grossMinor: 68_000,
      discountMinor: 6_800,
      shippingMinor: 0,
      taxMinor: 9_771,
      taxIncludedMinor: 9_771,
      totalMinor: 61_200,
      taxLines: [{ label: 'VAT', ratePpm: 190_000, included: true, netMinor: 51_429, taxMinor: 9_771 }],
    })
    expect(
      lines.map(one => [one.cartDiscountMinor, one.totalMinor, one.taxMinor, one.discountShareBp]),
    ).toEqual([
      [4_200, 37_800, 6_035, 1000],
      [2_600, 23_400, 3_736, 1000],
    ])
  })

  test('CRT-4: the cart’s discount is of what the lines’ own discounts left', () => {
    const lines = [{ ...blazer, discount: amount(2_000) }, trousers]
    const reckoned = reckon({ lines, discount: percent(1000), delivery: free })
    expect(reckoned.cartDiscountMinor).toBe(6_600)
    expect(reckoned.totals.discountMinor).toBe(8_600)
    expect(reckoned.totals.totalMinor).toBe(59_400)
    expect(reckoned.lines[0]).toMatchObject({
      discountMinor: 2_000,
      cartDiscountMinor: 4_000,
      totalMinor: 36_000,
    })
  })
})

test('CRT-4: an amount on an item is for the whole line, and takes no more than the line has', () => {
  const three = { ...trousers, quantity: 3 }
  const less = reckon({ lines: [{ ...three, discount: amount(3_000) }], discount: null, delivery: null })
  expect(less.lines[0]).toMatchObject({ grossMinor: 78_000, discountMinor: 3_000, totalMinor: 75_000 })
  const gone = reckon({
    lines: [{ ...three, discount: amount(80_000) }],
    discount: amount(5),
    delivery: null,
  })
  expect(gone.totals).toMatchObject({ discountMinor: 78_000, totalMinor: 0, taxMinor: 0 })
})

test('CRT-4: what a spread discount leaves over goes to the largest remainder, of equal ones to the earlier line', () => {
  const parts = (prices: number[], value: number) =>
    reckon({
      lines: prices.map((price, index) => line(`${index}`, price)),
      discount: amount(value),
      delivery: null,
    }).lines.map(one => one.cartDiscountMinor)
  expect(parts([100, 100, 100], 100)).toEqual([34, 33, 33])
  expect(parts([100, 100, 100], 101)).toEqual([34, 34, 33])
  expect(parts([5, 100, 0], 21)).toEqual([1, 20, 0])
  expect(parts([1, 1, 1], 3)).toEqual([1, 1, 1])
})

test('CRT-4: tax that is not in the price comes on top, rounded line by line', () => {
  const coat = line('coat', 59_900, salesTax)
  const belt = line('belt', 8_900, salesTax)
  const { lines, totals } = reckon({ lines: [coat, belt], discount: null, delivery: null })
  // 8.875 % of 599.00 is 53.16125, of 89.00 it is 7.89875. Of two times 0.50 it is 0.04 each, and would be 0.09 of the sum.
  expect(lines.map(one => one.taxMinor)).toEqual([5_316, 790])
  expect(totals).toMatchObject({ taxMinor: 6_106, taxIncludedMinor: 0, totalMinor: 74_906 })
  const pins = [line('a', 50, salesTax), line('b', 50, salesTax)]
  expect(reckon({ lines: pins, discount: null, delivery: null }).totals.taxMinor).toBe(8)
})

test('CRT-4: half a minor unit of tax rounds away from zero', () => {
  const half = { taxIncluded: false, taxRatePpm: 50_000, taxLabel: 'Tax' }
  const taxes = [10, 30, 29, 31].map(
    price => reckon({ lines: [line('a', price, half)], discount: null, delivery: null }).totals.taxMinor,
  )
  expect(taxes).toEqual([1, 2, 1, 2])
})

test('CRT-4: delivery is taxed at a rate of its own, and follows the goods in whether its price includes it', () => {
  const delivery = { priceMinor: 1_190, taxRatePpm: 190_000, taxLabel: 'VAT' }
  const inside = reckon({ lines: [trousers], discount: null, delivery })
  expect(inside.delivery).toEqual({ priceMinor: 1_190, taxMinor: 190, taxIncluded: true })
  expect(inside.totals).toMatchObject({ shippingMinor: 1_190, totalMinor: 27_190, taxMinor: 4_151 + 190 })
  const outside = reckon({
    lines: [line('coat', 10_000, salesTax)],
    discount: null,
    delivery: { ...delivery, taxRatePpm: 40_000 },
  })
  expect(outside.totals).toMatchObject({ totalMinor: 10_000 + 888 + 1_190 + 48, taxIncludedMinor: 0 })
  const untaxed = reckon({
    lines: [trousers],
    discount: null,
    delivery: { ...delivery, taxRatePpm: 0, taxLabel: null },
  })
  expect(untaxed.totals).toMatchObject({ totalMinor: 27_190, taxMinor: 4_151 })
})

test('CRT-4: a receipt has one line of tax for each label and rate, and none for what no rate is known for', () => {
  const books = { taxIncluded: true, taxRatePpm: 70_000, taxLabel: 'VAT' }
  const zero = { taxIncluded: true, taxRatePpm: 0, taxLabel: 'VAT' }
  const unknown = { taxIncluded: true, taxRatePpm: 0, taxLabel: null }
  const lines = [
    line('book', 1_070, books),
    blazer,
    trousers,
    line('stamp', 100, zero),
    line('thing', 100, unknown),
  ]
  const { taxLines } = reckon({ lines, discount: null, delivery: null }).totals
  expect(taxLines.map(one => [one.ratePpm, one.netMinor, one.taxMinor])).toEqual([
    [190_000, 57_143, 10_857],
    [70_000, 1_000, 70],
    [0, 100, 0],
  ])
})

describe('the share of a line that is given away', () => {
  const share = (lines: LineToReckon[], discount: Parameters<typeof reckon>[0]['discount']) =>
    reckon({ lines, discount, delivery: null }).lines.map(one => one.discountShareBp)

  test('CRT-4: counts both discounts, and is rounded up', () => {
    expect(share([{ ...blazer, discount: percent(1000) }], percent(1000))).toEqual([1900])
    expect(share([blazer, trousers], amount(6_800))).toEqual([1000, 1000])
    expect(share([blazer, trousers], amount(6_801))).toEqual([1001, 1001])
    expect(share([{ ...blazer, discount: amount(4_201) }, trousers], null)).toEqual([1001, 0])
  })

  test('CRT-4: ten percent stay ten percent, also where they round to a cent more', () => {
    expect(share([line('button', 5)], percent(1000))).toEqual([1000])
    expect(
      reckon({ lines: [line('button', 5)], discount: percent(1000), delivery: null }).totals.discountMinor,
    ).toBe(1)
  })

  test('CRT-4: of what costs nothing is nothing', () => {
    expect(share([line('gift', 0, { discount: percent(5000) })], percent(1000))).toEqual([0])
  })
})

test('CRT-4: an empty cart comes to nothing', () => {
  expect(reckon({ lines: [], discount: amount(500), delivery: null }).totals).toEqual({
    units: 0,
    grossMinor: 0,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    taxIncludedMinor: 0,
    totalMinor: 0,
    taxLines: [],
  })
})
