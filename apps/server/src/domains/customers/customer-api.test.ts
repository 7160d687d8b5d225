import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { aPurchase } from '../../../test/purchase.ts'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
let berlin: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  berlin = world.stores.berlin
})
afterAll(() => world.close())

type Item = Parameters<Api['customers']['upsert']>[0]['customers'][number]
const upsert = async (...customers: Item[]) => (await alma.customers.upsert({ customers })).results
const ada = (more: Partial<Item> = {}): Item => ({ firstName: 'Ada', storeIds: [berlin], ...more })

describe('bulk upsert', () => {
  test('IMP-4: an item that cannot be read has its own result, and leaves the others alone', async () => {
    const results = await upsert(
      ada({ phones: [freshPhone()] }),
      ada({ emails: ['jürgen@müller.de'] }),
      ada({ externalId: newId(), firstName: 'A'.repeat(81) }),
      { ...ada({ externalId: newId() }), phone: freshPhone() } as Item,
      'Ada' as never,
      ada({ externalId: newId() }),
    )
    const invalid = (message: RegExp) => ({
      outcome: 'refused',
      code: 'INVALID',
      message: expect.stringMatching(message),
      customerIds: [],
    })
    expect(results).toMatchObject([
      { outcome: 'created' },
      invalid(/^emails\.0: /),
      invalid(/^firstName: /),
      invalid(/phone/),
      invalid(/object/),
      { outcome: 'created' },
    ])
  })

  test('IMP-4: finds by external id, then phone, then email, in any spelling, and says what became of each', async () => {
    const phone = freshPhone()
    const [externalId, email] = [newId(), `${newId()}@example.com`]
    const [made] = await upsert(
      ada({ externalId, phones: [`0${phone.slice(3)}`], emails: [email.toUpperCase()] }),
    )
    expect(made).toMatchObject({ outcome: 'created', version: 1 })
    const customerId = made && 'customerId' in made ? made.customerId : ''
    for (const item of [{ externalId, firstName: 'Ada' }, { phones: [phone] }, { emails: [email] }])
      expect(await upsert(item)).toMatchObject([{ outcome: 'unchanged', customerId, version: 1 }])
    const [more] = await upsert({
      emails: [email],
      phones: [freshPhone()],
      city: 'Bonn',
      birthday: '1990-05-06',
    })
    expect(more).toEqual({ outcome: 'updated', customerId, version: 2 })
    expect(await alma.customers.recordByExternalId({ externalId })).toMatchObject({
      city: 'Bonn',
      birthday: '1990-05-06',
      storeIds: [berlin],
      contactPoints: [{ value: phone }, { value: email }, {}],
      version: 2,
    })
  })

  test('IMP-4: what is refused leaves the others alone, and says why', async () => {
    const [one, two] = [freshPhone(), `${newId()}@example.com`]
    const made = await upsert(ada({ phones: [one] }), ada({ emails: [two] }))
    const ids = made.map(result => ('customerId' in result ? result.customerId : ''))
    const taken = newId()
    const results = await upsert(
      { phones: [one], emails: [two], city: 'Nowhere' },
      ada({ firstName: 'Bea' }),
      { firstName: 'Cy', phones: [freshPhone()] },
      ada({ phones: ['12'] }),
      ada({ externalId: taken, attributes: { nothing: 1 } }),
      ada({ externalId: taken, firstName: 'Dan' }),
      { externalId: taken, phones: [one] },
      { phones: [one], version: 7 },
      { phones: [one], wishes: [{ sku: 'NO-SUCH' }] },
    )
    expect(results.map(result => ('code' in result ? result.code : result.outcome))).toEqual([
      'AMBIGUOUS',
      'NO_KEY',
      'NO_STORE',
      'PHONE_INVALID',
      'ATTRIBUTE_INVALID',
      'created',
      'CONTACT_TAKEN',
      'VERSION_CHANGED',
      'UNKNOWN_PRODUCT',
    ])
    expect([...((results[0] as { customerIds: string[] }).customerIds ?? [])].sort()).toEqual(ids.sort())
    expect(await alma.customers.record({ customerId: ids[0] as string })).toMatchObject({
      city: null,
      version: 1,
    })
  })

  test('IMP-4: an id that an order’s source gave is theirs here, too, and so is that of whom they were merged with', async () => {
    const [fromShop, phone, mine, theirs] = [newId(), freshPhone(), newId(), newId()]
    const order = (customer: object) =>
      alma.orders.put(anOrder({ customer: { firstName: 'Ada', ...customer } }))
    const customerId = (await order({ externalId: fromShop, phone })).customerId ?? ''
    expect(await alma.customers.recordByExternalId({ externalId: fromShop })).toMatchObject({
      id: customerId,
    })
    expect(await upsert(ada({ externalId: fromShop }))).toMatchObject([{ customerId }])

    const [a, c] = await upsert(
      ada({ externalId: mine, phones: [freshPhone()] }),
      ada({ externalId: theirs, phones: [freshPhone()] }),
    )
    const survivorId = a && 'customerId' in a ? a.customerId : ''
    const absorbedId = c && 'customerId' in c ? c.customerId : ''
    const version = async (id: string) => (await alma.customers.record({ customerId: id })).version
    const { id: mergeId } = await alma.profiles.merge({
      survivorId,
      absorbedId,
      survivorVersion: await version(survivorId),
      absorbedVersion: await version(absorbedId),
    })
    expect(await order({ externalId: theirs })).toMatchObject({ customerId: survivorId })
    expect(await upsert({ externalId: theirs, city: 'Bonn' })).toMatchObject([
      { outcome: 'updated', customerId: survivorId },
    ])
    expect(await alma.customers.record({ customerId: survivorId })).toMatchObject({ externalId: mine })
    await alma.profiles.undoMerge({ mergeId })
    expect(await order({ externalId: theirs })).toMatchObject({ customerId: absorbedId })
  })

  test('CUS-1: a number is one person’s, by phone and by WhatsApp, with its plus and without', async () => {
    const number = freshPhone()
    const [made] = await upsert(ada({ phones: [number] }))
    const customerId = made && 'customerId' in made ? made.customerId : ''
    expect(await upsert(ada({ whatsappIds: [number.slice(1)] }))).toMatchObject([{ customerId }])
    expect(await upsert(ada({ phones: [number.slice(1)] }))).toMatchObject([{ customerId }])
    const other = freshPhone()
    const [met] = await upsert(ada({ whatsappIds: [other.slice(1)] }))
    const known = met && 'customerId' in met ? met.customerId : ''
    expect(await alma.orders.put(anOrder({ customer: { phone: other } }))).toMatchObject({
      customerId: known,
    })
  })

  test('CUS-1: who hides their number is found by WhatsApp’s own id, and needs no phone', async () => {
    const hidden = `DE.${newId().replaceAll('-', '')}Ab`
    const [made] = await upsert(ada({ whatsappIds: [hidden] }))
    expect(made).toMatchObject({ outcome: 'created' })
    const customerId = made && 'customerId' in made ? made.customerId : ''
    const again = ` ${hidden.replace('DE', 'de')} `
    expect(await upsert(ada({ whatsappIds: [again], city: 'Ulm' }))).toMatchObject([
      { outcome: 'updated', customerId },
    ])
    expect(await alma.customers.record({ customerId })).toMatchObject({
      contactPoints: [{ kind: 'whatsapp', value: hidden }],
    })
    const shown = await alma.customers.addContactPoint({
      ...{ storeId: berlin, customerId, kind: 'whatsapp', value: `fr.${newId().replaceAll('-', '')}` },
    })
    expect(shown.contactPoints.map(point => point.shown.slice(0, 3))).toEqual(['DE.', 'FR.'])
    const [longest, tooLong, none] = [`US.${'7'.repeat(128)}`, `US.${'7'.repeat(129)}`, 'US-7']
    expect(await upsert(...[longest, tooLong, none].map(id => ada({ whatsappIds: [id] })))).toMatchObject([
      { outcome: 'created' },
      { outcome: 'refused', code: 'INVALID' },
      { outcome: 'refused', code: 'PHONE_INVALID' },
    ])
  })

  test('ACC-1: a customer of another store is changed only by naming one of mine that knows them, too', async () => {
    const phone = freshPhone()
    const [made] = await upsert(ada({ phones: [phone], storeIds: [world.stores.newYork] }))
    const { secret } = await alma.integrations.createKey({
      name: `Berlin ${newId()}`,
      permissions: ['customer.sync'],
      storeIds: [berlin],
    })
    const till = apiAt(world.url, { authorization: `Bearer ${secret}` })
    expect(await till.customers.upsert({ customers: [{ phones: [phone], firstName: 'Eve' }] })).toMatchObject(
      {
        results: [{ outcome: 'refused', code: 'NO_STORE' }],
      },
    )
    expect(made).toMatchObject({ outcome: 'created' })
  })

  test('CUS-6: wishes come by product or SKU, once', async () => {
    const { productId } = await aPurchase(world)
    await world.db
      .updateTable('variants')
      .set({ sku: 'COAT-38' })
      .where('product_id', '=', productId)
      .execute()
    const externalId = newId()
    const wishes = [{ productExternalId: 'camel-coat' }, { sku: 'coat-38' }]
    const [made] = await upsert(ada({ externalId, wishes }))
    expect(await upsert({ externalId, wishes })).toMatchObject([{ outcome: 'unchanged' }])
    const customerId = made && 'customerId' in made ? made.customerId : ''
    const { items } = await alma.wishlist.list({ storeId: berlin, customerId })
    expect(items.map(item => [item.source, item.variant?.sku ?? null])).toEqual(
      expect.arrayContaining([
        ['import', null],
        ['import', 'COAT-38'],
      ]),
    )
  })

  test('two bulk upserts of the same people at once make each of them once', async () => {
    const people = Array.from({ length: 20 }, () =>
      ada({ phones: [freshPhone()], emails: [`${newId()}@example.com`] }),
    )
    const [one, two] = await Promise.all([
      upsert(...people),
      upsert(...[...people].reverse().map(item => ({ ...item, externalId: newId() }))),
    ])
    const created = [...(one ?? []), ...(two ?? [])].filter(result => result.outcome === 'created')
    expect(created).toHaveLength(20)
    const ids = new Set(
      [...(one ?? []), ...(two ?? [])].map(result => ('customerId' in result ? result.customerId : '')),
    )
    expect(ids.size).toBe(20)
  })

  test('an associate who saves while an upsert runs loses to it or it to them, and nothing is lost in silence', async () => {
    const externalId = newId()
    const [made] = await upsert(ada({ externalId }))
    const customerId = made && 'customerId' in made ? made.customerId : ''
    const maya = await world.as('maya')
    for (let round = 0; round < 5; round++) {
      const { version } = await maya.customers.get({ storeId: berlin, customerId })
      const [refused] = await Promise.all([
        refusalOf(maya.customers.update({ storeId: berlin, customerId, version, city: `City ${round}` })),
        upsert({ externalId, lastName: `Last ${round}` }),
      ])
      const after = await maya.customers.get({ storeId: berlin, customerId })
      expect(after.lastName).toBe(`Last ${round}`)
      if (refused) expect(refused.code).toBe('VERSION_CHANGED')
      else expect(after).toMatchObject({ city: `City ${round}`, version: version + 2 })
    }
  })
})
