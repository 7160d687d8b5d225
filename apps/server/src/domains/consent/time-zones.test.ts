import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import data from './time-zones.data.json' with { type: 'json' }
import { type WhereaboutsHints, zonesOf } from './time-zones.ts'

const zones = (hints: Partial<WhereaboutsHints>) =>
  zonesOf({ preference: null, address: null, storeZone: null, phone: null, ...hints })
const address = (country: string, region: string | null = null) => ({ country, region })

describe('CON-9: whose clock counts', () => {
  test('CON-9: preference before address before store before number', () => {
    const all = {
      preference: 'Asia/Tokyo',
      address: address('FR'),
      storeZone: 'Europe/Berlin',
      phone: '+447400123456',
    }
    expect(zones(all)).toEqual(['Asia/Tokyo'])
    expect(zones({ ...all, preference: null })).toEqual(['Europe/Paris'])
    expect(zones({ ...all, preference: null, address: null })).toEqual(['Europe/Berlin'])
    expect(zones({ phone: '+447400123456' })).toEqual(['Europe/London'])
  })

  test.each([
    ['US', 'NY', ['America/New_York']],
    ['US', 'US-CA', ['America/Los_Angeles']],
    ['us', ' fl ', ['America/New_York', 'America/Chicago']],
    ['CA', 'BC', ['America/Vancouver', 'America/Dawson_Creek', 'America/Edmonton']],
    ['AU', 'QLD', ['Australia/Brisbane']],
    ['BR', 'SP', ['America/Sao_Paulo']],
    ['MX', 'ROO', ['America/Cancun']],
    ['ES', 'M', ['Europe/Madrid']],
    ['ES', 'GC', ['Atlantic/Canary']],
    ['JP', null, ['Asia/Tokyo']],
  ])('CON-9: an address in %s %s', (country, region, expected) => {
    expect(zones({ address: address(country, region) })).toEqual(expected)
  })

  test('CON-9: a country without its region is all its zones, or the store’s where that is one of them', () => {
    expect(zones({ address: address('US') }).length).toBeGreaterThan(20)
    expect(zones({ address: address('US', 'Atlantis') }).length).toBeGreaterThan(20)
    expect(zones({ address: address('US'), storeZone: 'America/Chicago' })).toEqual(['America/Chicago'])
    expect(zones({ address: address('US', 'CA'), storeZone: 'America/Chicago' })).toEqual([
      'America/Los_Angeles',
    ])
    expect(zones({ address: address('US'), storeZone: 'Europe/Berlin' }).length).toBeGreaterThan(20)
    expect(zones({ address: address('IN'), storeZone: 'Asia/Kolkata' })).toHaveLength(1)
  })

  test('CON-9: what nobody knows is passed over', () => {
    expect(zones({ preference: 'Mars/Base', storeZone: 'Europe/Berlin' })).toEqual(['Europe/Berlin'])
    expect(zones({ address: address('XX'), storeZone: 'Europe/Berlin' })).toEqual(['Europe/Berlin'])
    expect(zones({ phone: '+14155552671' }).length).toBeGreaterThan(20)
    expect(zones({ phone: 'none' })).toEqual(['UTC'])
  })

  test('CON-9: every zone of the table is one', () => {
    for (const zone of Object.values(data.regions).flatMap(table => Object.values(table).flat()))
      expect(() => new Temporal.ZonedDateTime(0n, zone), zone).not.toThrow()
  })

  test('CON-9: whatever is known, there is at least one zone, and each is real', () => {
    const text = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('US', 'DE', 'Europe/Berlin', '+14155552671', 'NY')),
    )
    fc.assert(
      fc.property(text, text, text, text, text, (preference, country, region, storeZone, phone) => {
        const found = zones({
          preference,
          address: country === null ? null : address(country, region),
          storeZone,
          phone,
        })
        expect(found.length).toBeGreaterThan(0)
        for (const zone of found) new Temporal.ZonedDateTime(0n, zone)
      }),
    )
  })
})
