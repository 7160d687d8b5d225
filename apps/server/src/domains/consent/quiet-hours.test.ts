import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextAllowed, type Place, type QuietSettings, quietRules, quietWindow } from './quiet-hours.ts'

const usual = { quietFrom: '08:00', quietUntil: '21:00' }
const germany: Place = { country: 'DE', region: null }
const at = (text: string) => Temporal.Instant.from(text)
const us = (region: string | null) => ({ country: 'US', region })

/** "now", or the zoned wall clock at which it may go. */
function answer(now: string, zone: string, place = germany, settings: QuietSettings = usual) {
  const { allowed, nextAllowedAt } = nextAllowed(at(now), [zone], place, settings)
  expect(nextAllowedAt === null).toBe(allowed)
  return nextAllowedAt?.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }) ?? 'now'
}
const window = (region: string | null, date: string) => {
  const open = quietWindow(quietRules, { ...us(region), localDate: Temporal.PlainDate.from(date) })
  return (
    open &&
    `${open.from.toString({ smallestUnit: 'minute' })}-${open.until.toString({ smallestUnit: 'minute' })}`
  )
}

describe('CON-9: quiet hours', () => {
  test.each([
    ['2026-11-22T07:00:00Z', 'now'],
    ['2026-11-22T06:59:59Z', '2026-11-22T08:00:00+01:00'],
    ['2026-11-22T19:59:59Z', 'now'],
    ['2026-11-22T20:00:00Z', '2026-11-23T08:00:00+01:00'],
  ])('CON-9: from eight to nine in the customer’s own time: %s → %s', (now, expected) => {
    expect(answer(now, 'Europe/Berlin')).toBe(expected)
  })

  test('CON-9: the days of 23 and of 25 hours open at eight by the wall', () => {
    expect(answer('2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T08:00:00+02:00')
    expect(answer('2026-10-24T22:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T08:00:00+01:00')
  })

  test('CON-9: an hour that the clock shows twice, or never, is read strictly', () => {
    const early = { quietFrom: '02:30', quietUntil: '04:00' }
    expect(answer('2026-10-24T22:00:00Z', 'Europe/Berlin', germany, early)).toBe('2026-10-25T02:30:00+01:00')
    expect(answer('2026-03-28T23:00:00Z', 'Europe/Berlin', germany, early)).toBe('2026-03-29T03:30:00+02:00')
    const shut = { quietFrom: '02:10', quietUntil: '02:50' }
    expect(answer('2026-03-28T23:00:00Z', 'Europe/Berlin', germany, shut)).toBe('2026-03-30T02:10:00+02:00')
  })

  test.each([
    [null, '2026-11-22', '08:00-21:00'],
    ['NY', '2026-11-22', '08:00-21:00'],
    ['CT', '2026-11-22', '09:00-20:00'],
    ['FL', '2026-11-23', '08:00-20:00'],
    ['TX', '2026-11-22', '12:00-21:00'],
    ['TX', '2026-11-23', '09:00-21:00'],
    ['US-TX', '2026-11-23', '09:00-21:00'],
    ['ri', '2026-11-23', '09:00-18:00'],
    ['RI', '2026-11-21', '10:00-17:00'],
    ['AL', '2026-11-22', null],
    ['LA', '2026-11-21', '08:00-20:00'],
    ['MS', '2026-11-22', null],
    ['KY', '2026-11-22', '10:00-21:00'],
    ['NM', '2026-11-22', '09:00-21:00'],
    ['NV', '2026-11-22', '09:00-20:00'],
  ])('CON-9: %s on %s is open %s', (region, date, expected) => {
    expect(window(region, date)).toBe(expected)
  })

  test('CON-9: on a Sunday Alabama waits for Monday', () => {
    expect(answer('2026-11-22T18:00:00Z', 'America/Chicago', us('AL'))).toBe('2026-11-23T08:00:00-06:00')
    expect(answer('2026-11-22T18:00:00Z', 'America/Chicago', us('TX'))).toBe('now')
    expect(answer('2026-11-22T17:59:00Z', 'America/Chicago', us('TX'))).toBe('2026-11-22T12:00:00-06:00')
  })

  test('CON-9: the business may narrow the hours, never widen them beyond the rules', () => {
    const wide = { quietFrom: '06:00', quietUntil: '23:00' }
    expect(answer('2026-11-22T05:30:00Z', 'Europe/Berlin', germany, wide)).toBe('now')
    expect(answer('2026-11-23T12:30:00Z', 'America/New_York', us('NY'), wide)).toBe(
      '2026-11-23T08:00:00-05:00',
    )
    const short = { quietFrom: '10:00', quietUntil: '12:00' }
    expect(answer('2026-11-23T13:30:00Z', 'America/New_York', us('NY'), short)).toBe(
      '2026-11-23T10:00:00-05:00',
    )
  })

  test('CON-9: of several zones it must be day in all', () => {
    const florida = ['America/New_York', 'America/Chicago']
    const ask = (now: string) => nextAllowed(at(now), florida, us('FL'), usual)
    expect(ask('2026-11-23T13:30:00Z')).toEqual({ allowed: false, nextAllowedAt: at('2026-11-23T14:00:00Z') })
    expect(ask('2026-11-23T14:00:00Z').allowed).toBe(true)
    expect(ask('2026-11-24T01:30:00Z')).toEqual({ allowed: false, nextAllowedAt: at('2026-11-24T14:00:00Z') })
  })

  test('CON-9: hours that can never be met give way to the rules, and do not hold for ever', () => {
    const night = { quietFrom: '22:00', quietUntil: '23:00' }
    expect(answer('2026-11-23T11:00:00Z', 'America/New_York', us('NY'), night)).toBe(
      '2026-11-23T08:00:00-05:00',
    )
    const upsideDown = { quietFrom: '21:00', quietUntil: '08:00' }
    expect(answer('2026-11-22T20:00:00Z', 'Europe/Berlin', germany, upsideDown)).toBe(
      '2026-11-23T08:00:00+01:00',
    )
    const poles = ['Pacific/Kiritimati', 'Pacific/Niue']
    expect(nextAllowed(at('2026-11-22T20:00:00Z'), poles, germany, usual).allowed).toBe(true)
    expect(nextAllowed(at('2026-11-22T12:00:00Z'), [], germany, usual).allowed).toBe(true)
  })

  test('CON-9: every rule names source and date, and opens some day', () => {
    for (const { source, asOf, windows } of quietRules) {
      expect(source).not.toBe('')
      expect(asOf).not.toBe('')
      expect(windows.flatMap(({ days }) => days).length).toBeGreaterThan(0)
    }
  })
})

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const instant = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  .map(date => Temporal.Instant.fromEpochMilliseconds(date.getTime()))
const place = fc.constantFrom(germany, us(null), ...quietRules.map(({ region }) => us(region)))
const clock = fc
  .nat(24 * 60 - 1)
  .map(minute =>
    Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString({ smallestUnit: 'minute' }),
  )
const longEnough = fc
  .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 18, max: 23 }))
  .map(([from, until]) => ({ quietFrom: `${String(from).padStart(2, '0')}:00`, quietUntil: `${until}:30` }))

describe('CON-9: at any moment, anywhere', () => {
  test('CON-9: the next allowed moment is allowed, later than now, and never more than 8 days away', () => {
    fc.assert(
      fc.property(instant, zone, place, longEnough, (now, where, there, settings) => {
        const { allowed, nextAllowedAt } = nextAllowed(now, [where], there, settings)
        expect(allowed).toBe(nextAllowedAt === null)
        if (!nextAllowedAt) return
        expect(Temporal.Instant.compare(nextAllowedAt, now)).toBe(1)
        expect(now.until(nextAllowedAt).total('hours')).toBeLessThanOrEqual(8 * 24)
        expect(nextAllowed(nextAllowedAt, [where], there, settings).allowed).toBe(true)
        const justBefore = nextAllowedAt.subtract({ milliseconds: 1 })
        expect(nextAllowed(justBefore, [where], there, settings).allowed).toBe(false)
      }),
    )
  })

  test('CON-9: what is allowed lies within the hours by the clock of every candidate', () => {
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('US', 'CA', 'AU', 'BR', 'MX'),
        place,
        longEnough,
        (now, country, there, settings) => {
          const zones = new Intl.Locale(`und-${country}`)
            .getTimeZones()!
            .filter(name => !name.startsWith('Antarctica'))
          const { nextAllowedAt } = nextAllowed(now, zones, there, settings)
          for (const name of zones) {
            const local = (nextAllowedAt ?? now).toZonedDateTimeISO(name)
            const wall = local.toPlainTime()
            const open = quietWindow(quietRules, { ...there, localDate: local.toPlainDate() })
            expect(open).not.toBeNull()
            for (const from of [settings.quietFrom, open!.from])
              expect(Temporal.PlainTime.compare(wall, from)).toBeGreaterThanOrEqual(0)
            for (const until of [settings.quietUntil, open!.until])
              expect(Temporal.PlainTime.compare(wall, until)).toBe(-1)
          }
        },
      ),
    )
  })

  test('CON-9: whatever the settings and zones, there is a moment within 8 days', () => {
    fc.assert(
      fc.property(
        instant,
        fc.array(zone, { maxLength: 4 }),
        place,
        clock,
        clock,
        (now, zones, there, from, until) => {
          const { allowed, nextAllowedAt } = nextAllowed(now, zones, there, {
            quietFrom: from,
            quietUntil: until,
          })
          const wait = nextAllowedAt ? now.until(nextAllowedAt).total('hours') : 0
          expect(wait).toBeLessThanOrEqual(8 * 24)
          expect(allowed).toBe(nextAllowedAt === null)
        },
      ),
    )
  })
})
