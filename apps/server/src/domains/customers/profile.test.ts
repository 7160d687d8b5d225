import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, phones, type World } from '../../../test/world.ts'
import { setFigures } from './index.ts'

let world: World
let maya: Api
let vera: Api
const at = () => ({ storeId: world.stores.berlin, customerId: world.customers.priya.id })
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  vera = await world.as('vera')
  const alma = await world.as('alma')
  await alma.attributes.save({ key: 'stylist', label: 'Stylist', kind: 'choice', choices: ['Ana', 'Bo'] })
  await alma.attributes.save({ key: 'height', label: 'Height', kind: 'number', choices: [] })
})
afterAll(() => world.close())

/** Somebody new in Berlin, with a phone. */
async function someone(more: object = {}) {
  const { customerId } = await maya.customers.create({
    storeId: world.stores.berlin,
    firstName: 'Ada',
    lastName: 'Lind',
    phone: freshPhone(),
    ...more,
  })
  return { storeId: world.stores.berlin, customerId }
}

describe('a profile', () => {
  test('CUS-2: tells who they are, what they bought, wear and live, and what comes next', async () => {
    const today = world.server.clock.now()
    const soon = new Date(today.getTime() + 3 * 86_400_000).toISOString().slice(5, 10)
    const { version } = await maya.customers.get(at())
    const saved = await maya.customers.update({
      ...at(),
      version,
      birthday: `1991-${soon === '02-29' ? '02-28' : soon}`,
      sizes: { garment: '38', shoes: '39' },
      tags: ['VIP', 'vip', 'linen'],
      addresses: [{ line1: 'Torstraße 1', city: 'Berlin', country: 'DE', postalCode: '10119' }],
      dates: [{ label: 'Wedding day', date: '--06-14' }],
      attributes: { stylist: 'Ana', height: 171.5 },
    })
    await world.run(ctx =>
      setFigures(
        ctx,
        [at().customerId],
        [
          {
            customerId: at().customerId,
            currency: 'EUR',
            orders: 4,
            units: 8,
            returnedUnits: 2,
            spentMinor: 100_000,
            returnedMinor: 20_000,
            firstOrderAt: new Date('2023-03-11T10:00:00Z'),
            lastOrderAt: new Date('2025-11-01T10:00:00Z'),
            lastStoreId: world.stores.paris,
            lastOrderId: null,
            lastProducts: ['Camel coat', 'Silk scarf', 'Belt', 'Cap'],
          },
        ],
      ),
    )
    const read = await vera.customers.get(at())
    expect(read).toMatchObject({
      version: version + 1,
      sizes: { garment: '38', shoes: '39' },
      tags: ['VIP', 'linen'],
      dates: [{ label: 'Wedding day', date: '--06-14' }],
      attributes: { stylist: 'Ana', height: 171.5 },
      next: { kind: 'birthday', inDays: 3 },
      lastPurchase: { products: ['Camel coat', 'Silk scarf', 'Belt'], at: '2025-11-01T10:00:00.000Z' },
    })
    expect(read.addresses).toMatchObject([{ line1: 'Torstraße 1', postalCode: '10119', recipient: null }])
    expect(read.addresses[0]?.id).toBe(saved.addresses[0]?.id)
    expect(read.figures).toEqual([
      expect.objectContaining({
        currency: 'EUR',
        lifetimeMinor: 80_000,
        averageMinor: 20_000,
        returnRate: 0.25,
        lastStore: { id: world.stores.paris, name: 'Paris Marais' },
      }),
    ])
  })

  test('IMP-4: a change made on an older version is refused with what it is now', async () => {
    const one = await someone()
    const { version } = await maya.customers.get(one)
    await vera.customers.update({ ...one, version, city: 'Potsdam' })
    const refused = await refusalOf(maya.customers.update({ ...one, version, city: 'Bonn' }))
    expect(refused).toMatchObject({
      code: 'VERSION_CHANGED',
      status: 412,
      data: { current: { city: 'Potsdam' } },
    })
    // Whoever states no version means whatever is there.
    expect(await maya.customers.update({ ...one, lastName: 'Berg' })).toMatchObject({
      city: 'Potsdam',
      lastName: 'Berg',
    })
  })

  test('IMP-4: If-Match means the same as the version', async () => {
    const one = await someone()
    const patch = async (ifMatch: string, city: string, version?: number) => {
      const response = await fetch(`${world.url}/api/v1/stores/${one.storeId}/customers/${one.customerId}`, {
        method: 'PATCH',
        headers: {
          cookie: await world.cookieOf('maya'),
          origin: world.url,
          'content-type': 'application/json',
          'if-match': ifMatch,
        },
        body: JSON.stringify({ city, version }),
      })
      return { status: response.status, body: (await response.json()) as { code?: string; version?: number } }
    }
    expect(await patch('"1"', 'Bonn')).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await patch('W/"1"', 'Köln')).toMatchObject({ status: 412, body: { code: 'VERSION_CHANGED' } })
    expect(await patch('*', 'Ulm')).toMatchObject({ status: 200, body: { version: 3 } })
    // The header counts also beside a version that is right.
    expect(await patch('"1"', 'Trier', 3)).toMatchObject({ status: 422, body: { code: 'INVALID' } })
    expect(await patch('"3"', 'Jena', 3)).toMatchObject({ status: 200, body: { version: 4 } })
    expect(await patch('yesterday', 'Ulm')).toMatchObject({ status: 422, body: { code: 'INVALID' } })
  })

  test('IMP-4: of many changes at once on one version, one goes through', async () => {
    const one = await someone()
    const { version } = await maya.customers.get(one)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        refusalOf((n % 2 ? maya : vera).customers.update({ ...one, version, city: `City ${n}` })),
      ),
    )
    expect(answers.filter(answer => answer === undefined)).toHaveLength(1)
    expect(answers.filter(answer => answer?.code === 'VERSION_CHANGED')).toHaveLength(5)
    expect((await maya.customers.get(one)).version).toBe(version + 1)
  })

  test('what is saved as it was is no change', async () => {
    const one = await someone({ tags: ['a'], sizes: { shoes: '40' } })
    const { version } = await maya.customers.get(one)
    await maya.customers.update({
      ...one,
      tags: ['a'],
      sizes: { shoes: '40' },
      firstName: 'Ada',
      attributes: {},
    })
    expect((await maya.customers.get(one)).version).toBe(version)
  })

  test('AUD-1: a change is in the audit by its fields, with nothing of the person in it', async () => {
    const one = await someone()
    await maya.customers.update({ ...one, birthday: '1980-01-02', city: 'Hiddenstadt' })
    const rows = await world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject', '=', one.customerId)
      .execute()
    expect(rows).toMatchObject([{ action: 'customer.changed', staff_id: world.staff.maya }])
    expect(rows[0]?.after).toEqual({ fields: ['city', 'birthday'] })
    expect(JSON.stringify(rows)).not.toContain('Hiddenstadt')
  })

  test('an attribute takes values of its kind only, and keeps them while it is out of sight', async () => {
    const alma = await world.as('alma')
    const one = await someone()
    for (const attributes of [{ stylist: 'Cy' }, { height: 'tall' }, { height: true }, { nothing: 'x' }])
      expect(await refusalOf(maya.customers.update({ ...one, attributes }))).toMatchObject({
        code: 'ATTRIBUTE_INVALID',
        data: { key: Object.keys(attributes)[0] },
      })
    await maya.customers.update({ ...one, attributes: { stylist: 'Bo', height: 180 } })
    await alma.attributes.remove({ key: 'height' })
    expect((await maya.customers.get(one)).attributes).toEqual({ stylist: 'Bo' })
    await maya.customers.update({ ...one, attributes: { stylist: null } })
    expect(
      await refusalOf(alma.attributes.save({ key: 'height', label: 'Height', kind: 'text', choices: [] })),
    ).toMatchObject({
      code: 'KIND_STAYS',
    })
    await alma.attributes.save({ key: 'height', label: 'Height, cm', kind: 'number', choices: [] })
    expect((await maya.customers.get(one)).attributes).toEqual({ height: 180 })
  })

  test('an external id is one customer’s', async () => {
    const [one, other] = [await someone({ externalId: 'crm-1' }), await someone()]
    expect(await refusalOf(maya.customers.update({ ...other, externalId: 'crm-1' }))).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
    })
    expect(await refusalOf(someone({ externalId: 'crm-1' }))).toMatchObject({ code: 'EXTERNAL_ID_TAKEN' })
    await maya.customers.update({ ...one, externalId: null })
    expect((await maya.customers.update({ ...other, externalId: 'crm-1' })).externalId).toBe('crm-1')
  })
})

describe('adding a customer', () => {
  test('two who add one person at the same moment make one customer', async () => {
    const phone = freshPhone()
    const add = (api: Api, firstName: string) =>
      api.customers.create({ storeId: world.stores.berlin, firstName, lastName: '', phone })
    const answers = await Promise.allSettled([maya, vera, maya, vera].map((api, n) => add(api, `Twin ${n}`)))
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CUSTOMER_EXISTS' })
  })

  test('CUS-7: while typing, whoever it may be is offered with the reason', async () => {
    const [phone, email] = ['+4915112345678', `wilhelmina.${newId().slice(0, 6)}@example.com`]
    const one = await someone({ firstName: 'Wilhelmina', lastName: 'Sørensen', phone, email })
    const reasons = async (typed: object) =>
      (await maya.customers.similar({ storeId: one.storeId, ...typed })).candidates
        .filter(({ customer }) => customer.id === one.customerId)
        .map(({ reason, exact }) => `${reason}${exact ? '!' : ''}`)
    expect(await reasons({ phone: `0${phone.slice(3, 11)}` })).toEqual(['phone'])
    expect(await reasons({ phone: `0${phone.slice(3)}` })).toEqual(['phone!'])
    expect(await reasons({ email: email.slice(0, 12).toUpperCase() })).toEqual(['email'])
    expect(await reasons({ email })).toEqual(['email!'])
    expect(await reasons({ name: 'sorensen' })).toEqual(['name'])
    expect(await reasons({ name: 'Wilhelmnia Sorensen' })).toEqual(['name'])
    expect(await reasons({ name: 'Wi', phone: '01' })).toEqual([])
  })

  test('ACC-1: someone of another store only is not offered', async () => {
    const { candidates } = await maya.customers.similar({
      storeId: world.stores.berlin,
      name: 'Camille Roux',
      phone: phones.camille,
    })
    expect(candidates).toEqual([])
  })
})
