import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

describe('the list of records', () => {
  test('IMP-4: goes through everybody once, the longest unchanged first, and on from a time', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await alma.customers.records({ limit: 7, cursor })
      seen.push(...page.items.map(record => record.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const { rows } = { rows: await world.db.selectFrom('customers').select('id').execute() }
    expect([...seen].sort()).toEqual(rows.map(row => row.id).sort())
    const last = await alma.customers.record({ customerId: seen.at(-1) as string })
    const priya = { phones: [world.customers.priya.phone], city: 'Bonn' }
    const [changed] = (await alma.customers.upsert({ customers: [priya] })).results
    const { items } = await alma.customers.records({ updatedSince: last.updatedAt })
    expect(items.map(record => record.id)).toEqual([
      ...(last.updatedAt <= (items[0]?.updatedAt ?? '') && items.length > 1
        ? items.slice(0, -1).map(one => one.id)
        : []),
      changed && 'customerId' in changed ? changed.customerId : '',
    ])
  })

  test('IMP-4: what a transaction that still runs may change is not passed by', async () => {
    const before = world.server.clock.now()
    const release = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const slow = world.run(async ctx => {
      await ctx.tx
        .updateTable('customers')
        .set({ city: 'Slow', updated_at: ctx.clock.now() })
        .where('id', '=', world.customers.jonas.id)
        .execute()
      written.resolve()
      await release.promise
    })
    await written.promise
    const ada = { externalId: newId(), firstName: 'Ada', storeIds: [world.stores.berlin] }
    await alma.customers.upsert({ customers: [ada] })
    const during = await alma.customers.records({ updatedSince: before.toISOString() })
    expect(during.items).toEqual([])
    release.resolve()
    await slow
    const after = await alma.customers.records({ updatedSince: before.toISOString() })
    expect(after.items.map(record => record.city)).toEqual(['Slow', null])
  })

  test('ACC-1: has nobody whom none of my stores knows', async () => {
    const { id } = await world.db
      .selectFrom('roles')
      .select('id')
      .where('name', '=', 'integration')
      .executeTakeFirstOrThrow()
    await alma.staff.update({ staffId: world.staff.sena, roleId: id })
    const sena = await world.as('sena')
    const { items } = await sena.customers.records({ limit: 100 })
    expect(items.map(record => record.id)).toEqual([world.customers.camille.id])
    expect(await refusalOf(sena.customers.record({ customerId: world.customers.priya.id }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
