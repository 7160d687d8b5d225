import { expect, test } from 'vitest'
import { type Authorised, judge } from './judge.ts'

const at = new Date('2026-11-22T22:59:59Z')
const endsAt = new Date('2026-11-22T23:00:00Z')
const link = { currency: 'EUR', amountMinor: 12_900, cartVersion: 3 }
const cart = { state: 'open', version: 3, sharedVersion: 3, endsAt } as const
const shared = { delivery: { needed: false, option: null } }
const came: Authorised = { currency: 'EUR', amountMinor: 12_900, at }

test.each([
  ['what was asked for, for what is shared', cart, shared, came, null],
  ['a cart that lapsed after it was authorised', { ...cart, state: 'expired' as const }, shared, came, null],
  ['a cart whose day was over by then', cart, shared, { ...came, at: endsAt }, 'late'],
  ['a cart that is paid', { ...cart, state: 'paid' as const }, shared, { ...came, amountMinor: 1 }, 'double'],
  ['another sum', cart, shared, { ...came, amountMinor: 12_899 }, 'amount'],
  ['another currency', cart, shared, { ...came, currency: 'USD' }, 'amount'],
  ['an older version', { ...cart, version: 4, sharedVersion: 4 }, shared, came, 'old_link'],
  ['a cart that has changed since', { ...cart, version: 4 }, shared, came, 'old_link'],
  ['a cart that was put away', { ...cart, state: 'saved' as const }, shared, came, 'old_link'],
  ['a cart that was emptied', { ...cart, state: 'emptied' as const }, shared, came, 'old_link'],
  ['a version that nothing was fixed of', cart, undefined, came, 'old_link'],
] as const)('PAY-3: money for %s', (_what, toBePaid, content, money, problem) => {
  expect(judge(link, toBePaid, content, money)).toBe(problem)
})
