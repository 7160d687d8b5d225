import type { CartState, ShippingOption } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { missingOf, optionFor, payable, stateAt, type ToBePaid, transitions } from './cart.ts'

const endsAt = new Date('2026-03-29T22:00:00Z')
const before = new Date(endsAt.getTime() - 1)
const shared: ToBePaid = { state: 'open', version: 3, sharedVersion: 3, endsAt }
const content = { delivery: { needed: false, option: null } }
const why = (cart: Partial<ToBePaid>, version = 3, at = before) => {
  const may = payable({ ...shared, ...cart }, content, version, at)
  return may.ok ? 'ok' : may.why
}

describe('payable', () => {
  test('CRT-6: only the shared version, and only while nothing has changed since', () => {
    expect(why({})).toBe('ok')
    expect(why({}, 2)).toBe('old_version')
    expect(why({ version: 4 })).toBe('changed')
    expect(why({ version: 4 }, 4)).toBe('old_version')
    expect(why({ sharedVersion: null })).toBe('never_shared')
    expect(payable(shared, undefined, 3, before)).toEqual({ ok: false, why: 'never_shared' })
  })
  test('CRT-5: until the end of the day of its store, not a moment longer', () => {
    expect(why({}, 3, endsAt)).toBe('expired')
    expect(why({ state: 'saved' }, 3, endsAt)).toBe('expired')
  })
  test('PAY-3: what was authorised before midnight is not late, even if the cart was closed meanwhile', () => {
    expect(why({ state: 'expired' }, 3, before)).toBe('ok')
    expect(why({ state: 'expired' }, 3, endsAt)).toBe('expired')
    expect(transitions.expired).toContain('paid')
  })
  test.each(['saved', 'paid', 'emptied'] as const)('CRT-8: one that is %s cannot be paid', state => {
    expect(why({ state })).toBe(state)
  })
  test('CRT-9: where the customer has to choose delivery first, it waits for that', () => {
    const option: ShippingOption = { id: 'x', name: 'Standard', priceMinor: 500, daysFrom: 1, daysUntil: 2 }
    const may = (chosen: ShippingOption | null) =>
      payable(shared, { delivery: { needed: true, option: chosen } }, 3, before)
    expect(may(null)).toEqual({ ok: false, why: 'delivery_missing' })
    expect(may(option)).toEqual({ ok: true })
  })
})

test('CRT-1: a cart whose day is over is looked at as closed, before the clockwork has come by', () => {
  const at = (state: CartState, now: Date) => stateAt({ state, endsAt }, now)
  expect([at('open', before), at('saved', before)]).toEqual(['open', 'saved'])
  expect([at('open', endsAt), at('saved', endsAt), at('paid', endsAt)]).toEqual([
    'expired',
    'expired',
    'paid',
  ])
})

test('CRT-3: a rate that another total has replaced is followed by its name; the only one is taken unasked', () => {
  const option = (id: string, name: string) => ({ id, name, priceMinor: 0, daysFrom: 1, daysUntil: 3 })
  const [paid, free, express] = [option('1', 'Standard'), option('2', 'Standard'), option('3', 'Express')]
  const chosen = { id: '1', name: 'Standard' }
  expect(optionFor([paid, express], chosen)).toBe(paid)
  expect(optionFor([free, express], chosen)).toBe(free)
  expect(optionFor([express], chosen)).toBeNull()
  expect(optionFor([express], null)).toBe(express)
  expect(optionFor([free, express], null)).toBeNull()
})

test('CRT-3: what is missing of a delivery is said step by step', () => {
  const option = { id: '1', name: 'Standard', priceMinor: 0, daysFrom: 1, daysUntil: 3 }
  const missing = (delivery: object, customerChooses = false) =>
    missingOf({
      items: [{ problem: null }],
      delivery: { needed: true, address: null, option: null, options: [], ...delivery },
      totalMinor: 100,
      approvalNeeded: false,
      customerChooses,
    })
  const address = { line1: 'Torstr. 1', city: 'Berlin', country: 'DE' }
  expect(missing({})).toEqual(['address'])
  expect(missing({ address: { country: 'DE' } })).toEqual(['address'])
  expect(missing({ address })).toEqual(['not_shipped_there'])
  expect(missing({ address, options: [option] })).toEqual(['shipping_option'])
  expect(missing({ address, options: [option], option })).toEqual([])
  expect(missing({ needed: false })).toEqual([])
  expect(missing({}, true)).toEqual([])
  expect(missing({ address, options: [option] }, true)).toEqual([])
})
