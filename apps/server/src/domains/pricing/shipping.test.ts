import type { ShippingRate } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { placeOf } from './place.ts'
import { lastChange } from './selling-scene.ts'
import { shippingOptions } from './shipping-options.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

const reading = () => ({ tx: world.db })

describe('delivery by place, weight and total', () => {
  const shippingRate = (
    name: string,
    priceMinor: number,
    more: Partial<ShippingRate> = {},
  ): ShippingRate => ({
    id: newId(),
    name,
    currency: 'EUR',
    priceMinor,
    weightFromG: 0,
    weightBelowG: null,
    totalFromMinor: 0,
    totalBelowMinor: null,
    daysFrom: 2,
    daysUntil: 4,
    active: true,
    ...more,
  })
  const germany = {
    id: newId(),
    name: 'Germany',
    places: [{ country: 'DE', region: null }],
    rates: [
      shippingRate('Standard', 500, { totalBelowMinor: 20_000 }),
      shippingRate('Standard', 0, { totalFromMinor: 20_000 }),
      shippingRate('Express', 1500, { weightBelowG: 5_000, daysFrom: 1, daysUntil: 1 }),
      shippingRate('Standard', 600, { currency: 'CHF' }),
      shippingRate('Bicycle', 900, { active: false }),
    ],
  }
  const world1 = {
    id: newId(),
    name: 'Everywhere else',
    places: [{ country: null, region: null }],
    rates: [shippingRate('Worldwide', 4_000)],
  }
  const islands = {
    id: newId(),
    name: 'German islands',
    places: [{ country: 'DE', region: 'SH' }],
    rates: [shippingRate('Ferry', 1_200)],
  }
  beforeAll(async () => {
    for (const zone of [germany, world1, islands]) await alma.selling.saveShippingZone(zone)
  })
  const offered = async (to: Partial<Parameters<typeof shippingOptions>[1]>) =>
    (
      await shippingOptions(reading(), {
        country: 'DE',
        region: null,
        currency: 'EUR',
        weightGrams: 1_000,
        totalMinor: 10_000,
        ...to,
      })
    ).map(option => `${option.name} ${option.priceMinor}`)

  test('CRT-3: options come by total and weight, from inclusive to exclusive, in the order of the Console', async () => {
    expect(await offered({})).toEqual(['Standard 500', 'Express 1500'])
    expect(await offered({ totalMinor: 19_999 })).toEqual(['Standard 500', 'Express 1500'])
    expect(await offered({ totalMinor: 20_000 })).toEqual(['Standard 0', 'Express 1500'])
    expect(await offered({ weightGrams: 4_999 })).toContain('Express 1500')
    expect(await offered({ weightGrams: 5_000 })).toEqual(['Standard 500'])
    expect(await offered({ currency: 'CHF' })).toEqual(['Standard 600'])
  })

  test('CRT-3: the narrowest zone of a place counts alone: region, else country, else everywhere', async () => {
    expect(await offered({ region: 'SH' })).toEqual(['Ferry 1200'])
    expect(await offered({ region: 'BE' })).toContain('Standard 500')
    expect(await offered({ country: 'JP' })).toEqual(['Worldwide 4000'])
    expect(await offered({ country: 'JP', region: 'SH' })).toEqual(['Worldwide 4000'])
    expect(await offered({ region: 'SH', currency: 'CHF' })).toEqual([])
  })

  test('CRT-3: with the promise in working days', async () => {
    const [first] = await shippingOptions(reading(), {
      ...placeOf({ country: 'JP' }),
      currency: 'EUR',
      weightGrams: 0,
      totalMinor: 0,
    })
    expect(first).toEqual({
      id: world1.rates[0]?.id,
      name: 'Worldwide',
      priceMinor: 4_000,
      daysFrom: 2,
      daysUntil: 4,
    })
  })

  test('CRT-3: a zone is saved as it is given; a rate keeps its id, one left out goes', async () => {
    const saved = await alma.selling.saveShippingZone({ ...germany, rates: germany.rates.slice(0, 3) })
    expect(saved).toEqual({ ...germany, rates: germany.rates.slice(0, 3) })
    expect((await alma.selling.shippingZones()).zones.map(zone => zone.name)).toEqual([
      'Germany',
      'Everywhere else',
      'German islands',
    ])
    const entry = await lastChange(world)
    expect(entry).toMatchObject({ action: 'selling.zone_saved', subject: 'Germany' })
    await alma.selling.saveShippingZone(germany)
  })

  test('CRT-3: what cannot be is refused: a place twice, a name twice, a rate that ends before it begins', async () => {
    const zone = (more: object) => ({
      id: newId(),
      name: newId(),
      places: [{ country: 'AT', region: null }],
      rates: [],
      ...more,
    })
    const refused = async (more: object) => (await refusalOf(alma.selling.saveShippingZone(zone(more))))?.code
    expect(
      await refused({
        places: [
          { country: 'AT', region: null },
          { country: 'DE', region: null },
        ],
      }),
    ).toBe('PLACE_TAKEN')
    expect(await refused({ places: [{ country: null, region: null }] })).toBe('PLACE_TAKEN')
    expect(await refused({ name: 'Germany' })).toBe('ZONE_NAME_TAKEN')
    expect(await refused({ places: [{ country: null, region: 'SH' }] })).toBe('INVALID')
    for (const empty of [
      { weightFromG: 5, weightBelowG: 5 },
      { totalFromMinor: 5, totalBelowMinor: 4 },
      { daysUntil: 1 },
    ])
      expect(await refused({ rates: [shippingRate('No', 1, empty)] })).toBe('RATE_EMPTY')
    expect(await refused({ rates: germany.rates.slice(0, 1) })).toBe('INVALID')
    expect((await alma.selling.shippingZones()).zones).toHaveLength(3)
  })

  test('CRT-3: a zone that is removed takes its rates along, and its place falls to the next wider one', async () => {
    await alma.selling.deleteShippingZone({ id: islands.id })
    expect(await offered({ region: 'SH' })).toContain('Standard 500')
    expect(await lastChange(world)).toMatchObject({
      action: 'selling.zone_removed',
      subject: 'German islands',
    })
    await alma.selling.deleteShippingZone({ id: islands.id })
  })
})
