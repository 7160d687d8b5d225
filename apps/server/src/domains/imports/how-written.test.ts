import { describe, expect, test } from 'vitest'
import { detect } from './detect.ts'
import { missingFields, suggestMapping } from './import-fields.ts'

const reading = async (text: string) => {
  const found = await detect(async function* () {
    yield new TextEncoder().encode(text)
  })
  if (!found) throw new Error('It was not recognised.')
  return found
}
const suggested = async (kind: 'orders' | 'stock', text: string, countries: string[] = []) => {
  const file = await reading(text)
  const mapping = suggestMapping(kind, file, countries)
  return { ...mapping, missing: missingFields(kind, file, mapping) }
}

describe('IMP-1: which sign parts the decimals', () => {
  const prices = (...values: string[]) =>
    ['order id,price', ...values.map(value => `1,"${value}"`)].join('\n')
  test.each([
    ['a value with one place tells', ['1.180', '12,5'], ','],
    ['so does one with both signs', ['1.180', '1.180,50'], ','],
    ['of two signs the last', ['1,180.50'], '.'],
    ['the sign of thousands stands more than once', ['1.180.000'], ','],
    ['three places behind a nought are decimals', ['1,180', '0,950'], ','],
    ['nothing tells: as in English', ['1.180', '2.500'], '.'],
  ])('%s', async (_name, values, decimal) => {
    expect(await suggested('orders', prices(...values))).toMatchObject({ decimal })
  })

  test('also one value far down tells', async () => {
    const file = prices(...Array.from({ length: 700 }, (_, n) => `${1 + (n % 9)}.${100 + n}`), '3,5')
    expect(await suggested('orders', file)).toMatchObject({ decimal: ',' })
  })

  test('where no value tells, a semicolon or a German head does', async () => {
    expect(await suggested('orders', 'order id;price\n1;1.180\n')).toMatchObject({ decimal: ',' })
    expect(await suggested('orders', 'Bestellnummer,Einzelpreis\n1,1.180\n')).toMatchObject({ decimal: ',' })
    expect(await suggested('stock', 'SKU;Bestand\n1;1.000\n')).toMatchObject({ decimal: ',' })
    expect(await suggested('orders', 'order id;price\n1;1.5\n')).toMatchObject({ decimal: '.' })
  })
})

describe('IMP-1: which of day and month is first', () => {
  const dates = (...values: string[]) => ['order id,date', ...values.map(value => `1,${value}`)].join('\n')
  test('values tell, then the countries of the stores, and else somebody has to', async () => {
    const say = async (values: string[], countries: string[]) => {
      const { dates: how, missing } = await suggested('orders', dates(...values), countries)
      return { how, asked: missing.includes('dates') }
    }
    expect(await say(['03/10/2026', '13/10/2026'], ['US'])).toEqual({ how: 'day_first', asked: false })
    expect(await say(['03/10/2026', '10/13/2026'], ['GB'])).toEqual({ how: 'month_first', asked: false })
    expect(await say(['03.10.2026'], ['US'])).toEqual({ how: 'day_first', asked: false })
    expect(await say(['03/10/2026'], ['GB'])).toEqual({ how: 'day_first', asked: false })
    expect(await say(['03/10/2026'], ['GB', 'DE'])).toEqual({ how: 'day_first', asked: false })
    expect(await say(['03/10/2026'], ['US'])).toEqual({ how: 'month_first', asked: false })
    expect(await say(['03/10/2026'], ['US', 'GB'])).toEqual({ how: 'iso', asked: true })
    expect(await say(['03/10/2026'], ['CA'])).toEqual({ how: 'iso', asked: true })
    expect(await say(['2026-10-03'], [])).toEqual({ how: 'iso', asked: false })
  })

  test('also a date far down tells', async () => {
    const file = dates(
      ...Array.from({ length: 700 }, (_, n) => `0${1 + (n % 9)}/${10 + (n % 3)}/2025`),
      '25/03/2025',
    )
    expect(await suggested('orders', file, ['US'])).toMatchObject({ dates: 'day_first' })
  })
})
