import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, type GateFacts } from './gate.ts'

const now = new Date('2026-11-22T12:00:00Z')
const moment = fc
  .integer({ min: -100 * 24 * 60, max: 100 * 24 * 60 })
  .map(minutes => new Date(now.getTime() + minutes * 60_000))
const past = fc
  .oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 100 * 24 * 60 }))
  .map(minutes => new Date(now.getTime() - minutes * 60_000))

const facts: fc.Arbitrary<GateFacts> = fc.record({
  now: fc.constant(now),
  purpose: fc.constantFrom('text', 'opt_in_request', 'confirmation', 'receipt'),
  channel: fc.constantFrom('sms', 'whatsapp', 'email'),
  permitted: fc.boolean(),
  storeOpen: fc.boolean(),
  number: fc.constantFrom('active', 'inactive', 'none'),
  testStore: fc.option(fc.record({ listed: fc.boolean() })),
  addressInvalid: fc.boolean(),
  consent: fc.constantFrom('none', 'requested', 'opted_in', 'opted_out'),
  askedByThis: fc.boolean(),
  stopSuspected: fc.boolean(),
  lastAskedAt: fc.option(past),
  askAgainDays: fc.integer({ min: 1, max: 365 }),
  lastInboundAt: fc.option(past),
  media: fc.record({ wanted: fc.boolean(), supported: fc.boolean() }),
  quietUntil: fc.option(moment),
  capFreesAt: fc.option(moment),
})
/** Facts in which nothing but consent and time stands against a message. */
const soundFacts = facts.map(
  (any): GateFacts => ({
    ...any,
    channel: 'sms',
    permitted: true,
    storeOpen: true,
    number: 'active',
    testStore: null,
    addressInvalid: false,
    media: { wanted: false, supported: true },
  }),
)
const stands = (one: GateFacts) =>
  one.permitted &&
  one.storeOpen &&
  one.number === 'active' &&
  (one.testStore === null || one.testStore.listed) &&
  !one.addressInvalid

const future = new Date(now.getTime() + 24 * 60 * 60_000)
/** Each takes something away; none may open a door. */
const restrictions: Partial<GateFacts>[] = [
  { permitted: false },
  { storeOpen: false },
  { number: 'inactive' },
  { number: 'none' },
  { testStore: { listed: false } },
  { addressInvalid: true },
  { consent: 'opted_out' },
  { stopSuspected: true },
  { media: { wanted: true, supported: false } },
  { quietUntil: future },
  { capFreesAt: future },
]
const verdicts = ['allow', 'hold', 'deny']
const severity = (one: GateFacts) => verdicts.indexOf(decide(one).verdict)
const many = { numRuns: 2000 }

describe('the send gate, whatever the facts', () => {
  test('CON-2: a text goes, or waits, only to who opted in', () => {
    fc.assert(
      fc.property(facts, one => {
        const text = one.purpose === 'text' || (one.purpose === 'receipt' && one.channel !== 'email')
        if (!text || one.consent === 'opted_in') return
        expect(decide(one).verdict).toBe('deny')
      }),
      many,
    )
  })

  test('CON-2: a receipt is never held, and by email goes whatever was agreed, but for a stop', () => {
    fc.assert(
      fc.property(facts, one => {
        const receipt: GateFacts = { ...one, purpose: 'receipt' }
        expect(decide(receipt).verdict).not.toBe('hold')
        const byEmail: GateFacts = {
          ...receipt,
          channel: 'email',
          number: 'active',
          media: { wanted: false, supported: false },
        }
        const stopped = one.consent === 'opted_out' || one.stopSuspected
        expect(decide(byEmail).verdict).toBe(stands(byEmail) && !stopped ? 'allow' : 'deny')
      }),
      many,
    )
  })

  test('CON-7: after a stop neither text, receipt nor request goes, and the reason says so', () => {
    fc.assert(
      fc.property(facts, one => {
        if (one.purpose === 'confirmation') return
        const decision = decide({ ...one, consent: 'opted_out' })
        expect(decision.verdict).toBe('deny')
        expect(decision.reasons).toContain('opted_out')
        expect(decision.nextAllowedAt).toBeNull()
      }),
      many,
    )
  })

  test('CON-8: while a stop is suspected no text goes', () => {
    fc.assert(
      fc.property(facts, one => {
        expect(decide({ ...one, purpose: 'text', stopSuspected: true }).verdict).toBe('deny')
      }),
      many,
    )
  })

  test('CON-6: a confirmation goes, whatever the consent and the hour, unless the store or its number cannot send', () => {
    fc.assert(
      fc.property(facts, one => {
        const asked: GateFacts = {
          ...one,
          purpose: 'confirmation',
          channel: 'sms',
          media: { wanted: false, supported: false },
        }
        expect(decide(asked).verdict).toBe(stands(one) ? 'allow' : 'deny')
      }),
      many,
    )
  })

  test('CON-9: what is held has a moment in the future at which it may go', () => {
    fc.assert(
      fc.property(soundFacts, one => {
        const decision = decide(one)
        if (decision.verdict !== 'hold') return
        const next = new Date(decision.nextAllowedAt ?? 0)
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(decide({ ...one, now: next, lastInboundAt: null }).verdict).toBe('allow')
      }),
      many,
    )
  })

  test('CON-9: an answer to who wrote within the hour is never held', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 60 }), (one, minutes) => {
        const lastInboundAt = new Date(now.getTime() - minutes * 60_000)
        expect(decide({ ...one, lastInboundAt }).verdict).not.toBe('hold')
      }),
      many,
    )
  })

  test('CON-2: there are reasons exactly when it is not allowed, none of them twice', () => {
    fc.assert(
      fc.property(facts, one => {
        const { verdict, reasons, instead, nextAllowedAt } = decide(one)
        expect(reasons.length > 0).toBe(verdict !== 'allow')
        expect(new Set(reasons).size).toBe(reasons.length)
        expect(new Set(instead).size).toBe(instead.length)
        if (verdict === 'allow') expect(nextAllowedAt).toBeNull()
        if (verdict === 'deny' && nextAllowedAt === null) expect(instead.length).toBeGreaterThan(0)
      }),
      many,
    )
  })

  test('CON-2: one more restriction never makes a message go that did not', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...restrictions), (one, restriction) => {
        expect(severity({ ...one, ...restriction })).toBeGreaterThanOrEqual(severity(one))
      }),
      { numRuns: 5000 },
    )
  })
})
