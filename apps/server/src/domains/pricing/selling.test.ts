import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { discountLimitOf } from '../staff/index.ts'
import { legalEntityOf, receiptNoteIn } from './legal-entities.ts'
import { placeOf } from './place.ts'
import { lastChange } from './selling-scene.ts'
import { taxRatesAt } from './tax-rates.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

const reading = () => ({ tx: world.db })

describe('who sells', () => {
  const gmbh = {
    country: 'DE',
    name: 'Maison Alder GmbH',
    address: 'Torstraße 140, 10119 Berlin',
    taxId: 'DE 317 204 886',
    termsUrl: 'https://maisonalder.example/agb',
    returnsUrl: null,
    privacyUrl: null,
    receiptNote: { de: 'Rückgabe innerhalb von 30 Tagen', en: 'Returns within 30 days' },
  }

  test('PAY-4: in a country without a legal entity it is the business by its name', async () => {
    expect(await legalEntityOf(reading(), 'DE')).toMatchObject({
      name: 'Maison Alder',
      address: null,
      taxId: null,
    })
    await alma.selling.saveLegalEntity(gmbh)
    expect(await legalEntityOf(reading(), 'DE')).toEqual(gmbh)
    expect((await alma.selling.legalEntities()).entities).toEqual([gmbh])
    await alma.selling.saveLegalEntity({ ...gmbh, taxId: null })
    expect(await lastChange(world)).toMatchObject({
      action: 'selling.seller_saved',
      subject: 'DE',
      before: gmbh,
    })
    await alma.selling.deleteLegalEntity({ country: 'DE' })
    expect(await legalEntityOf(reading(), 'DE')).toMatchObject({ name: 'Maison Alder' })
  })

  test('PAY-4: the note of a receipt is in the customer’s language, else in the business’s', () => {
    expect(receiptNoteIn(gmbh, ['de', 'en'])).toBe('Rückgabe innerhalb von 30 Tagen')
    expect(receiptNoteIn(gmbh, ['ja', 'en'])).toBe('Returns within 30 days')
    expect(receiptNoteIn(gmbh, ['ja', 'fr'])).toBeNull()
  })

  test('PAY-4: only web addresses that are encrypted lead to the legal texts', async () => {
    for (const termsUrl of ['http://maisonalder.example', 'javascript:alert(1)'])
      expect((await refusalOf(alma.selling.saveLegalEntity({ ...gmbh, termsUrl })))?.status).toBe(400)
  })
})

test('CRT-9: settings are changed one by one, read by everybody, and written down', async () => {
  expect(await (await world.as('maya')).selling.settings()).toEqual({
    mixedCarts: true,
    customerChoosesDelivery: true,
    reserveStock: true,
    refundStrays: true,
  })
  const saved = await alma.selling.saveSettings({ refundStrays: false })
  expect(saved).toMatchObject({ refundStrays: false, mixedCarts: true })
  expect(await (await world.as('maya')).selling.settings()).toEqual(saved)
  expect(await lastChange(world)).toMatchObject({
    action: 'selling.changed',
    before: { refundStrays: true },
    after: { refundStrays: false },
  })
})

test('CRT-4: what a role may give away is changed by an admin, and holds from the next discount on', async () => {
  const { roles } = await alma.selling.discountLimits()
  expect(roles.map(role => [role.name, role.limitBp])).toEqual([
    ['associate', 1000],
    ['manager', 3000],
    ['admin', null],
    ['integration', 0],
  ])
  await alma.selling.saveDiscountLimit({ roleId: world.roles.associate, limitBp: 500 })
  expect(await discountLimitOf(reading(), world.staff.maya)).toBe(500)
  await alma.selling.saveDiscountLimit({ roleId: world.roles.associate, limitBp: null })
  expect(await discountLimitOf(reading(), world.staff.maya)).toBeNull()
  expect(await lastChange(world)).toMatchObject({
    action: 'selling.limit_changed',
    subject: 'associate',
    before: { limitBp: 500 },
    after: { limitBp: null },
  })
  expect((await refusalOf(alma.selling.saveDiscountLimit({ roleId: newId(), limitBp: 1 })))?.status).toBe(404)
  expect(
    (await refusalOf(alma.selling.saveDiscountLimit({ roleId: world.roles.associate, limitBp: 10_001 })))
      ?.status,
  ).toBe(400)
})

test('CRT-2: where something is fetched is said for each store of one’s own, and its region decides its tax', async () => {
  const { stores } = await alma.selling.stores()
  expect(stores.map(store => store.name)).toEqual([
    'Berlin Mitte',
    'Berlin sandbox',
    'New York',
    'Paris Marais',
  ])
  const place = {
    storeId: world.stores.newYork,
    street: '112 Greene Street',
    postalCode: '10012',
    city: 'New York',
    region: 'New York',
    openingHours: 'Mon–Sat 11–19',
  }
  const saved = await alma.selling.saveStore(place)
  expect(saved).toEqual({ ...place, name: 'New York', country: 'US' })
  expect((await alma.selling.stores()).stores.find(store => store.name === 'New York')).toEqual(saved)
  const { action, after } = await world.db
    .selectFrom('audit_entries')
    .select(['action', 'after'])
    .where('store_id', '=', world.stores.newYork)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect({ action, after }).toEqual({ action: 'store.place_changed', after: saved })
  await alma.selling.saveTaxRates({
    rates: [{ country: 'US', region: 'NY', taxClass: 'standard', label: 'Sales tax', ratePpm: 88_750 }],
  })
  const at = placeOf(saved)
  expect((await taxRatesAt(reading(), [at]))(at, 'standard')).toEqual({
    taxRatePpm: 88_750,
    taxLabel: 'Sales tax',
  })
})
