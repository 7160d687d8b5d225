import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from './index.ts'
import { strict } from './strictly.ts'

const inputOf = (procedure: { '~orpc': { inputSchema?: unknown } }) =>
  procedure['~orpc'].inputSchema as z.ZodType
const refusedAs = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  return error?.issues.map(issue => [issue.code, issue.path.join('.')])
}
const unknown = (path: string) => [['unrecognized_keys', path]]

describe('what is asked', () => {
  const id = '01a207b5-9d09-7ed2-a549-6d1eb29cd90b'

  test('API-1: a field that does not exist is refused, also in a list, in a choice and in what may be left out', () => {
    const schema = strict(
      z.object({
        one: z.object({ a: z.string() }).optional(),
        list: z.array(z.object({ b: z.string() })).default([]),
        choice: z.union([z.object({ c: z.string() }), z.string()]).nullable(),
        each: z.record(z.string(), z.object({ d: z.string() })),
        read: z.preprocess(value => value, z.object({ e: z.string() })).optional(),
      }),
    )
    const fine = { choice: null, each: {} }
    expect(schema.safeParse(fine).data).toEqual({ ...fine, list: [] })
    expect(refusedAs(schema, { ...fine, x: 1 })).toEqual(unknown(''))
    expect(refusedAs(schema, { ...fine, one: { a: '', x: 1 } })).toEqual(unknown('one'))
    expect(refusedAs(schema, { ...fine, list: [{ b: '', x: 1 }] })).toEqual(unknown('list.0'))
    expect(refusedAs(schema, { ...fine, each: { k: { d: '', x: 1 } } })).toEqual(unknown('each.k'))
    expect(refusedAs(schema, { ...fine, read: { e: '', x: 1 } })).toEqual(unknown('read'))
    expect(schema.safeParse({ ...fine, choice: { c: '', x: 1 } }).success).toBe(false)
  })

  test('API-1: of a profile, a customer, an order and a filter', () => {
    const { customers, orders } = contract
    const who = { storeId: id, customerId: id }
    expect(refusedAs(inputOf(customers.update), { ...who, phone: '+4917' })).toEqual(unknown(''))
    const made = { storeId: id, firstName: 'Ida', lastName: 'Poe', phones: ['+4917'] }
    expect(refusedAs(inputOf(customers.create), made)).toEqual(unknown(''))
    const listed = { storeId: id, filter: { foo: '1' } }
    expect(refusedAs(inputOf(customers.list), listed)).toEqual(unknown('filter'))
    const order = {
      source: 'till',
      externalId: '1',
      version: '2026-03-02T10:00:00.000Z',
      placedAt: '2026-03-02T10:00:00.000Z',
      currency: 'EUR',
      lines: [{ name: 'Coat', quantity: 1, unitPriceMinor: 1, totalMinor: 1 }],
      totalMinor: 1,
    }
    expect(refusedAs(inputOf(orders.put), order)).toBeUndefined()
    const wrong = { ...order, customer: { emails: ['ida@example.com'], phones: [] } }
    expect(refusedAs(inputOf(orders.put), wrong)).toEqual(unknown('customer'))
  })

  test('API-1: what is answered may have more', () => {
    const output = contract.customers.create['~orpc'].outputSchema
    expect(output?.safeParse({ customerId: id, later: 1 }).success).toBe(true)
  })
})
