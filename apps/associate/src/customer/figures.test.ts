import type { Figures } from '@rapport/contract'
import { expect, test } from 'vitest'
import { figuresOf } from './figures.ts'

const mitte = { id: 'mitte', name: 'Berlin Mitte' }
const euros: Figures = {
  currency: 'EUR',
  orders: 14,
  units: 20,
  returnedUnits: 2,
  spentMinor: 450_000,
  returnedMinor: 15_400,
  lifetimeMinor: 434_600,
  averageMinor: 31_043,
  returnRate: 0.1,
  firstOrderAt: '2023-03-04T12:00:00Z',
  lastOrderAt: '2026-11-21T12:00:00Z',
  lastStore: mitte,
}
const pounds: Figures = {
  ...euros,
  currency: 'GBP',
  orders: 1,
  units: 1,
  returnedUnits: 0,
  lifetimeMinor: 23_000,
  firstOrderAt: '2021-06-01T12:00:00Z',
  lastOrderAt: '2021-06-01T12:00:00Z',
  lastStore: { id: 'soho', name: 'London Soho' },
}

test('CUS-2: the figures of all currencies make one sentence, each total in its own currency', () => {
  expect(figuresOf({ figures: [euros, pounds] })).toEqual({
    orders: 15,
    since: '2021-06-01T12:00:00Z',
    totals: [
      { currency: 'EUR', lifetimeMinor: 434_600 },
      { currency: 'GBP', lifetimeMinor: 23_000 },
    ],
    last: { at: '2026-11-21T12:00:00Z', store: mitte },
    returns: 'rarely',
  })
  expect(figuresOf({ figures: [] })).toBeNull()
})

test('CUS-2: how often they return is said only where enough was bought to say it', () => {
  const habit = (units: number, returnedUnits: number) =>
    figuresOf({ figures: [{ ...euros, units, returnedUnits }] })?.returns
  expect(habit(4, 4)).toBeNull()
  expect(habit(5, 0)).toBe('never')
  expect(habit(20, 2)).toBe('rarely')
  expect(habit(20, 5)).toBe('sometimes')
  expect(habit(20, 7)).toBe('often')
})
