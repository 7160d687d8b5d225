import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apart } from './apart.ts'

describe('what has nothing to do with each other', () => {
  test('keeps together what shares a key, also by way of others, and what is alone anywhere', () => {
    const items = [['a'], ['b'], ['a', 'c'], [], ['c'], ['b']]
    const groups = apart(items, keys => keys, 2)
    expect(groups).toContainEqual([0, 2, 4])
    expect(groups).toContainEqual([1, 3, 5])
  })

  test('IMP-1: of any items, each is in one group, in its order, and no key is in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 3 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (items, most) => {
          const groups = apart(items, keys => keys, most)
          expect(groups.length).toBeLessThanOrEqual(most)
          expect(groups.flat().sort((a, b) => a - b)).toEqual([...items.keys()])
          for (const group of groups) expect(group).toEqual([...group].sort((a, b) => a - b))
          const keys = groups.map(group => new Set(group.flatMap(n => items[n] ?? [])))
          keys.forEach((some, n) => {
            for (const others of keys.slice(n + 1)) expect(some.isDisjointFrom(others)).toBe(true)
          })
        },
      ),
    )
  })
})
