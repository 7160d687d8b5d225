import type { AutoPopulateRule, OrderInput } from '@rapport/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  await world.db
    .insertInto('attribute_definitions')
    .values([
      {
        key: 'channel',
        label: 'Channel',
        kind: 'choice',
        choices: ['web', 'store'],
        position: 1,
        created_at: world.server.clock.now(),
      },
      { key: 'basket', label: 'Basket', kind: 'number', position: 2, created_at: world.server.clock.now() },
    ])
    .execute()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.db.deleteFrom('auto_populate_rules').execute()
})

type Rule = Omit<AutoPopulateRule, 'id' | 'position'>
const aRule = (more: Partial<Rule>): Rule => ({
  name: 'A rule',
  target: 'city',
  input: { kind: 'store', field: 'city' },
  runs: 'each_order',
  condition: null,
  active: true,
  ...more,
})
const save = async (more: Partial<Rule>) => alma.orders.saveRule({ ruleId: newId(), ...aRule(more) })
async function buys(more: Partial<OrderInput> = {}) {
  const customer = more.customer ?? { phone: freshPhone(), firstName: 'Nora' }
  const { customerId, orderId } = await alma.orders.put(anOrder({ ...more, customer }))
  const profile = async () =>
    world.db
      .selectFrom('customers')
      .selectAll()
      .where('id', '=', customerId ?? '')
      .executeTakeFirstOrThrow()
  return { customer, customerId, orderId, profile }
}

describe('auto-populate rules', () => {
  test('IMP-2: fill fields from the order, the store, the staff, the phone’s country and constants', async () => {
    await save({ target: 'city', input: { kind: 'store', field: 'city' } })
    await save({ target: 'region', input: { kind: 'phone_country' } })
    await save({ target: 'assignedStaff', input: { kind: 'staff', field: 'id' } })
    await save({ target: 'homeStore', input: { kind: 'store', field: 'id' } })
    await save({ target: 'tags', input: { kind: 'constant', value: 'Imported' } })
    await save({ target: 'attribute.channel', input: { kind: 'order', path: 'attributes.channel' } })
    await save({ target: 'attribute.basket', input: { kind: 'order', path: 'totalMinor' } })
    const { profile } = await buys({ staffEmail: 'maya@alder.example', attributes: { channel: 'Web' } })
    expect(await profile()).toMatchObject({
      city: 'Berlin Mitte',
      region: 'DE',
      assigned_staff_id: world.staff.maya,
      home_store_id: world.stores.berlin,
      tags: ['Imported'],
      attributes: { channel: 'web', basket: 32_000 },
    })
    expect(
      await world.db
        .selectFrom('customer_assignments')
        .select(['staff_before', 'staff_after', 'store_after'])
        .where('customer_id', '=', (await profile()).id)
        .execute(),
    ).toEqual([{ staff_before: null, staff_after: world.staff.maya, store_after: world.stores.berlin }])
  })

  test('IMP-2: run on create, on each order, or only when empty', async () => {
    await save({ target: 'city', runs: 'on_create', input: { kind: 'order', path: 'attributes.one' } })
    await save({ target: 'region', runs: 'each_order', input: { kind: 'order', path: 'attributes.one' } })
    await save({
      target: 'lastName',
      runs: 'only_when_empty',
      input: { kind: 'order', path: 'attributes.two' },
    })
    const { customer, profile } = await buys({ attributes: { one: 'A' } })
    expect(await profile()).toMatchObject({ city: 'A', region: 'A', last_name: '' })
    await buys({ customer, placedAt: '2026-03-03T00:00:00Z', attributes: { one: 'B', two: 'First' } })
    expect(await profile()).toMatchObject({ city: 'A', region: 'B', last_name: 'First' })
    await buys({ customer, placedAt: '2026-03-04T00:00:00Z', attributes: { one: 'C', two: 'Second' } })
    expect(await profile()).toMatchObject({ city: 'A', region: 'C', last_name: 'First' })
  })

  test('IMP-2: what comes late does not undo what a newer order said', async () => {
    await save({ target: 'region', runs: 'each_order', input: { kind: 'order', path: 'attributes.one' } })
    const { customer, profile } = await buys({ placedAt: '2026-03-02T00:00:00Z', attributes: { one: 'new' } })
    await buys({ customer, placedAt: '2020-03-02T00:00:00Z', attributes: { one: 'old' } })
    expect(await profile()).toMatchObject({ region: 'new' })
  })

  test.each([
    [{ is: 'present', path: 'attributes.vip' }, { vip: true }, { vip: null }],
    [{ is: 'equal', path: 'attributes.a', value: 'Yes' }, { a: 'yes' }, { a: 'no' }],
    [{ is: 'not_equal', path: 'attributes.a', value: 'x' }, { a: 'y' }, { a: 'X' }],
    [{ is: 'contains', path: 'attributes.a', value: 'silk' }, { a: 'a Silk scarf' }, { a: 'wool' }],
    [{ is: 'at_least', path: 'attributes.n', value: 10 }, { n: 10 }, { n: 9 }],
    [{ is: 'at_most', path: 'attributes.n', value: 10 }, { n: 10 }, {}],
  ] as const)('IMP-2: only under its condition: %o', async (condition, meets, fails) => {
    await save({
      target: 'tags',
      input: { kind: 'constant', value: 'met' },
      condition: { ...condition } as Rule['condition'],
    })
    expect((await (await buys({ attributes: meets })).profile()).tags).toEqual(['met'])
    expect((await (await buys({ attributes: fails })).profile()).tags).toEqual([])
  })

  test('IMP-2: what a field cannot hold is left out, and an inactive rule rests', async () => {
    await save({ target: 'language', input: { kind: 'constant', value: 'Klingon' } })
    await save({ target: 'country', input: { kind: 'constant', value: 'Germany' } })
    await save({ target: 'attribute.channel', input: { kind: 'constant', value: 'fax' } })
    await save({ target: 'assignedStaff', input: { kind: 'constant', value: newId() } })
    await save({ target: 'region', active: false, input: { kind: 'constant', value: 'X' } })
    const { profile } = await buys()
    expect(await profile()).toMatchObject({
      language: 'en',
      country: 'DE',
      attributes: {},
      assigned_staff_id: null,
      region: null,
    })
  })

  test('IMP-2: run in their order, each seeing what those before it wrote', async () => {
    const one = await save({ runs: 'only_when_empty', input: { kind: 'constant', value: 'one' } })
    const two = await save({ runs: 'only_when_empty', input: { kind: 'constant', value: 'two' } })
    expect((await (await buys()).profile()).city).toBe('one')
    const { rules } = await alma.orders.sortRules({ ruleIds: [two.id] })
    expect(rules.map(rule => rule.id)).toEqual([two.id, one.id])
    expect((await (await buys()).profile()).city).toBe('two')
    await alma.orders.deleteRule({ ruleId: two.id })
    expect((await (await buys()).profile()).city).toBe('one')
  })

  test('IMP-2: are tried on a past order, before and after shown, nothing written', async () => {
    const { orderId, profile } = await buys({ number: '#T-77', attributes: { one: 'A' } })
    const rule = aRule({ runs: 'on_create', input: { kind: 'order', path: 'attributes.one' } })
    const tried = await alma.orders.tryRule({ rule, order: 't 77' })
    expect(tried).toMatchObject({
      orderId,
      customerName: 'Nora',
      skipped: null,
      value: 'A',
      before: null,
      after: 'A',
    })
    expect((await profile()).city).toBeNull()
    const skipped = async (more: Partial<Rule>) =>
      (await alma.orders.tryRule({ rule: aRule(more), order: orderId })).skipped
    expect(await skipped({ target: 'firstName', runs: 'only_when_empty' })).toBe('not_empty')
    expect(await skipped({ target: 'country', input: { kind: 'constant', value: 'DE' } })).toBe('same')
    expect(await skipped({ input: { kind: 'order', path: 'attributes.none' } })).toBe('no_value')
    expect(await skipped({ target: 'birthday', input: { kind: 'constant', value: 'soon' } })).toBe(
      'not_valid',
    )
    expect(await skipped({ condition: { is: 'present', path: 'guest.x' } })).toBe('condition')
    const { orderId: guests } = await alma.orders.put(anOrder())
    expect((await alma.orders.tryRule({ rule, order: guests })).skipped).toBe('no_customer')
  })

  test('IMP-2: name a field that there is, AUD-1: and each change is written down', async () => {
    expect(await refusalOf(save({ target: 'attribute.nothing' }))).toMatchObject({ code: 'TARGET_UNKNOWN' })
    const rule = await save({ name: 'City of the store' })
    await alma.orders.saveRule({ ruleId: rule.id, ...aRule({ name: 'City of the store', active: false }) })
    await alma.orders.deleteRule({ ruleId: rule.id })
    const { items } = await alma.audit.list({ limit: 3 })
    expect(items.map(({ action, subject, staffName }) => [action, subject, staffName])).toEqual([
      ['rule.deleted', 'City of the store', 'Alma Test'],
      ['rule.saved', 'City of the store', 'Alma Test'],
      ['rule.saved', 'City of the store', 'Alma Test'],
    ])
  })
})
