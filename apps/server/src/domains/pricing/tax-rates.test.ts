import type { TaxRate } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { placeOf } from './place.ts'
import { lastChange } from './selling-scene.ts'
import { taxRatesAt } from './tax-rates.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

const reading = () => ({ tx: world.db })
const told = async () =>
  world.db
    .selectFrom('events')
    .where('type', '=', 'settings.changed')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()

const rate = (country: string, region: string | null, taxClass: TaxRate['taxClass'], ratePpm: number) => ({
  country,
  region,
  taxClass,
  label: 'VAT',
  ratePpm,
})

describe('tax by place', () => {
  const rates = [
    rate('DE', null, 'standard', 190_000),
    rate('DE', null, 'reduced', 70_000),
    rate('US', 'NY', 'standard', 88_750),
    rate('CA', null, 'standard', 50_000),
    rate('CA', 'ON', 'standard', 130_000),
    rate('DE', null, 'delivery', 190_000),
  ]
  beforeAll(async () => {
    await alma.selling.saveTaxRates({ rates })
  })
  const rateFor = async (country: string, region: string | null, taxClass: TaxRate['taxClass']) => {
    const place = placeOf({ country, region })
    return (await taxRatesAt(reading(), [place]))(place, taxClass)
  }
  const ppm = async (country: string, region: string | null, taxClass: TaxRate['taxClass']) => {
    const { taxRatePpm, taxLabel } = await rateFor(country, region, taxClass)
    return taxLabel === null ? null : taxRatePpm
  }

  test('CRT-4: a region’s own rate comes before its country’s', async () => {
    expect(await ppm('CA', 'Ontario', 'standard')).toBe(130_000)
    expect(await ppm('CA', 'Manitoba', 'standard')).toBe(50_000)
    expect(await ppm('US', 'New York', 'standard')).toBe(88_750)
    expect(await ppm('DE', 'BE', 'standard')).toBe(190_000)
  })

  test('CRT-4: where no rate is known there is no tax and no label', async () => {
    expect(await ppm('US', 'NJ', 'standard')).toBeNull()
    expect(await ppm('US', null, 'standard')).toBeNull()
    expect(await ppm('CH', null, 'standard')).toBeNull()
    expect(await ppm('DE', null, 'zero')).toBeNull()
    expect(await rateFor('CH', null, 'standard')).toEqual({
      taxRatePpm: 0,
      taxLabel: null,
    })
  })

  test('CRT-4: delivery is untaxed unless it has a rate; reduced goods are standard where nothing is reduced', async () => {
    expect(await ppm('CA', 'ON', 'delivery')).toBeNull()
    expect(await ppm('DE', null, 'delivery')).toBe(190_000)
    expect(await ppm('DE', null, 'reduced')).toBe(70_000)
    expect(await ppm('CA', 'ON', 'reduced')).toBe(130_000)
  })

  test('CRT-4: the places of a cart are read at once', async () => {
    const berlin = placeOf({ country: 'DE' })
    const albany = placeOf({ country: 'US', region: 'NY' })
    const at = await taxRatesAt(reading(), [berlin, albany])
    expect([at(berlin, 'standard').taxRatePpm, at(albany, 'standard').taxRatePpm]).toEqual([190_000, 88_750])
  })

  test('AUD-1: a change of rates is written down as what went and what came', async () => {
    const now = [...rates.slice(1), rate('DE', null, 'standard', 160_000)]
    const before = await told()
    expect((await alma.selling.saveTaxRates({ rates: now })).rates).toHaveLength(6)
    expect(await lastChange(world)).toEqual({
      action: 'selling.tax_changed',
      subject: 'tax rates',
      staff_id: world.staff.alma,
      before: [rate('DE', null, 'standard', 190_000)],
      after: [rate('DE', null, 'standard', 160_000)],
    })
    expect(Number((await told()).count)).toBe(Number(before.count) + 1)
  })

  test('CRT-4: two rates for one place and class are refused, and nothing is lost', async () => {
    const twice = [rate('FR', null, 'standard', 200_000), rate('FR', null, 'standard', 100_000)]
    expect(await refusalOf(alma.selling.saveTaxRates({ rates: twice }))).toMatchObject({
      code: 'RATE_TWICE',
      status: 422,
    })
    expect((await alma.selling.taxRates()).rates).toHaveLength(6)
  })

  test('CRT-4: who saves rates that somebody changed meanwhile is told by whom, and nothing is lost', async () => {
    const seen = await alma.selling.taxRates()
    const mine = await alma.selling.saveTaxRates({
      rates: [...seen.rates, rate('AT', null, 'standard', 200_000)],
      version: seen.version,
    })
    expect(mine).toMatchObject({
      version: seen.version + 1,
      changedBy: { id: world.staff.alma, firstName: 'Alma' },
      changedAt: expect.any(String),
    })
    const late = alma.selling.saveTaxRates({ rates: seen.rates, version: seen.version })
    expect(await refusalOf(late)).toMatchObject({
      code: 'VERSION_CHANGED',
      status: 412,
      data: { current: mine },
    })
    const response = await fetch(`${world.url}/api/v1/selling/tax-rates`, {
      method: 'PUT',
      headers: {
        cookie: await world.cookieOf('alma'),
        origin: world.url,
        'content-type': 'application/json',
        'if-match': `"${seen.version}"`,
      },
      body: JSON.stringify({ rates: seen.rates }),
    })
    expect(response.status).toBe(412)
    expect(await alma.selling.taxRates()).toEqual(mine)
    await alma.selling.saveTaxRates({ rates: seen.rates, version: mine.version })
    expect((await alma.selling.taxRates()).rates).toEqual(seen.rates)
  })

  test('CRT-4: two admins who save at the same moment leave the rates of one of them', async () => {
    const [mine, theirs] = [[rate('FR', null, 'standard', 1)], [rate('FR', null, 'standard', 2)]]
    await Promise.all(
      [mine, theirs].flatMap(one => [
        alma.selling.saveTaxRates({ rates: one }),
        alma.selling.saveTaxRates({ rates: one }),
      ]),
    )
    expect([mine, theirs]).toContainEqual((await alma.selling.taxRates()).rates)
  })
})
