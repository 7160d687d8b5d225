import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './spread.ts'
import { type LineToReckon, type Reckoned, reckon } from './totals.ts'

const currencies = ['EUR', 'GBP', 'USD', 'JPY', 'KWD', 'CHF']
const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
/** Up to ten thousand of the currency's own unit. */
const priceIn = (currency: string) => fc.integer({ min: 0, max: 10_000 * 10 ** digitsOf(currency) })

const tax = fc.record({
  taxIncluded: fc.boolean(),
  taxRatePpm: fc.constantFrom(0, 55_000, 70_000, 88_750, 100_000, 190_000, 200_000, 1_000_000),
  taxLabel: fc.constantFrom('VAT', 'Sales tax', null),
})
const discountUpTo = (minor: number) =>
  fc.oneof(
    fc.record({ kind: fc.constant('percent' as const), value: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ kind: fc.constant('amount' as const), value: fc.integer({ min: 1, max: minor }) }),
    fc.constant(null),
  )
const cartIn = (currency: string) => {
  const line = fc
    .record({
      quantity: fc.integer({ min: 1, max: 999 }),
      unitPriceMinor: priceIn(currency),
      fulfilment: fc.constantFrom('ship' as const, 'in_store' as const),
      discount: discountUpTo(2_000_000),
      tax,
    })
    .map(({ tax: by, ...rest }) => ({ ...rest, ...by }))
  return fc.record({
    currency: fc.constant(currency),
    lines: fc
      .array(line, { maxLength: 12 })
      .map(lines => lines.map((one, index): LineToReckon => ({ ...one, id: `${index}` }))),
    discount: discountUpTo(5_000_000),
    delivery: fc.option(
      fc
        .record({ priceMinor: priceIn(currency), tax })
        .map(({ priceMinor, tax: by }) => ({ priceMinor, ...by })),
    ),
  })
}
const cart = fc.oneof(...currencies.map(cartIn))
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(numbersIn)
      : []

/** An amount as it is read on the page: 1250 EUR is 12.50, 1250 JPY is 1250. */
const written = (minor: number, currency: string) => {
  const digits = digitsOf(currency)
  const text = String(minor).padStart(digits + 1, '0')
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text
}
const sameWritten = (parts: number[], total: number, currency: string) =>
  BigInt(written(total, currency).replace('.', '')) ===
  parts.reduce((all, one) => all + BigInt(written(one, currency).replace('.', '')), 0n)

const excluded = ({ totals }: Reckoned) => totals.taxMinor - totals.taxIncludedMinor

test('CRT-4: in every currency lines, delivery and the tax on top add up to the total', () => {
  fc.assert(
    fc.property(cart, ({ currency, ...given }) => {
      const reckoned = reckon(given)
      const { totals } = reckoned
      const parts = [...reckoned.lines.map(one => one.totalMinor), totals.shippingMinor, excluded(reckoned)]
      expect(sum(parts)).toBe(totals.totalMinor)
      expect(sameWritten(parts, totals.totalMinor, currency)).toBe(true)
      expect(totals.grossMinor - totals.discountMinor).toBe(reckoned.goodsMinor)
      for (const one of reckoned.lines) {
        expect(one.grossMinor - one.discountMinor - one.cartDiscountMinor).toBe(one.totalMinor)
      }
    }),
    { numRuns: 500 },
  )
})

test('CRT-4: nothing is negative, and no number of a cart is anything but whole', () => {
  fc.assert(
    fc.property(cart, given => {
      for (const number of numbersIn(reckon(given))) {
        expect(Number.isSafeInteger(number)).toBe(true)
        expect(Object.is(number, -0) || number < 0).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('CRT-4: what is not whole to begin with is refused rather than rounded', () => {
  const line = {
    id: 'a',
    quantity: 1,
    unitPriceMinor: 19.99,
    fulfilment: 'ship' as const,
    discount: null,
    taxIncluded: true,
    taxRatePpm: 190_000,
    taxLabel: 'VAT',
  }
  expect(() => reckon({ lines: [line], discount: null, delivery: null })).toThrow(RangeError)
  const half = { ...line, unitPriceMinor: 1999, discount: { kind: 'amount' as const, value: 0.5 } }
  expect(() => reckon({ lines: [half], discount: null, delivery: null })).toThrow(RangeError)
})

test('CRT-4: a sum that a number cannot hold to the unit is refused rather than rounded', () => {
  const line = { quantity: 999, unitPriceMinor: 1e12, fulfilment: 'ship' as const, discount: null }
  const dear = Array.from({ length: 20 }, (_, index) => ({
    ...line,
    id: `${index}`,
    taxIncluded: true,
    taxRatePpm: 0,
    taxLabel: null,
  }))
  expect(reckon({ lines: dear.slice(0, 2), discount: null, delivery: null }).totals.totalMinor).toBe(1_998e12)
  expect(() => reckon({ lines: dear, discount: null, delivery: null })).toThrow(RangeError)
})

test('CRT-4: tax is the same whether one adds up lines and delivery, or the lines of the receipt', () => {
  fc.assert(
    fc.property(cart, given => {
      const { lines, delivery, totals } = reckon(given)
      const all = sum(lines.map(one => one.taxMinor)) + (delivery?.taxMinor ?? 0)
      expect(all).toBe(totals.taxMinor)
      expect(sum(totals.taxLines.map(one => one.taxMinor))).toBe(all)
      expect(sum(totals.taxLines.filter(one => one.included).map(one => one.taxMinor))).toBe(
        totals.taxIncludedMinor,
      )
      const keys = totals.taxLines.map(one => [one.label, one.ratePpm, one.included].join())
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 300 },
  )
})

test('CRT-4: a discount is spread to the unit, nobody gets more than they have or more than one from their share', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(weights, fc.bigInt({ min: 0n, max: 10_000n }), (given, part) => {
      const all = given.reduce((a, b) => a + b, 0n)
      const amount = (all * part) / 10_000n
      const parts = spread(amount, given)
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(amount)
      given.forEach((weight, index) => {
        const got = parts[index] ?? -1n
        expect(got >= 0n && got <= weight).toBe(true)
        if (all > 0n)
          expect(got - (amount * weight) / all).toSatisfy((more: bigint) => more === 0n || more === 1n)
      })
    }),
  )
})

test('CRT-4: in whichever order items and discounts came, the goods cost the same', () => {
  const shuffled = cart.chain(given =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray(given.lines, { minLength: given.lines.length, maxLength: given.lines.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([given, lines]) => {
      const [one, other] = [reckon(given), reckon({ ...given, lines })]
      expect(other.goodsMinor).toBe(one.goodsMinor)
      expect(other.totals.discountMinor).toBe(one.totals.discountMinor)
      expect(other.delivery).toEqual(one.delivery)
      const shares = (from: Reckoned) =>
        Object.fromEntries(from.lines.map(line => [line.id, line.discountShareBp]))
      expect(shares(other)).toEqual(shares(one))
    }),
    { numRuns: 200 },
  )
})

test('CRT-4: a share that is within a limit gives away no more than the limit and what rounding adds, under two minor units', () => {
  fc.assert(
    fc.property(cart, given => {
      for (const one of reckon(given).lines) {
        const given = BigInt(one.discountMinor + one.cartDiscountMinor)
        const most = (BigInt(one.grossMinor) * BigInt(one.discountShareBp)) / 10_000n
        expect(given < most + 3n).toBe(true)
        expect(one.discountShareBp).toBeLessThanOrEqual(10_000)
      }
    }),
    { numRuns: 300 },
  )
})
