import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemOf } from './problem-of.ts'

const Shape = z.strictObject({ source: z.string(), lines: z.array(z.object({ quantity: z.number() })) })
const problem = (value: unknown) => {
  const { error } = Shape.safeParse(value)
  return error && problemOf(error).message
}

test('API-1: what is wrong with a record names its field, and says when it is missing', () => {
  expect(problem({ lines: [] })).toBe('source: This is missing.')
  expect(problem({ source: 'shop', lines: [{ quantity: 1 }, {}] })).toBe('lines.1.quantity: This is missing.')
  expect(problem({ source: 5, lines: [] })).toMatch(/^source: .*expected string, received number/)
  expect(problem({ source: 'shop', lines: [], phone: '1' })).toMatch(/"phone"/)
  expect(problem(undefined)).toBe('This is missing.')
})
