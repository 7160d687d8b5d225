import { defaultDiscountLimits, defaultRoles } from '@rapport/contract'
import type { Transaction } from 'kysely'
import type { DB } from '../platform/db/database.ts'
import type { Chance } from './chance.ts'
import { places } from './data/selling.ts'
import { staff } from './data/staff.ts'
import { stores } from './data/stores.ts'
import type { DemoStaff, DemoStore } from './played.ts'

type Input = { now: Date; chance: Chance; logins: ReadonlyMap<string, string>; emailOf(key: string): string }

/** The business, its stores with their numbers, its roles and staff. */
export async function insertShops(tx: Transaction<DB>, { now, chance, logins, emailOf }: Input) {
  const founded = new Date('2021-08-02T09:00:00Z')
  await tx
    .insertInto('business')
    .values({ name: 'Maison Alder', language: 'en', created_at: founded })
    .execute()
  const shops = new Map<string, DemoStore>()
  const storeRows = stores.map(store => {
    const created_at = new Date(`${store.opened}T08:00:00Z`)
    const id = chance.id(created_at)
    const numberId = chance.id(created_at)
    const { name, city, zone, country, region, language, kind, landline } = store
    shops.set(store.key, {
      id,
      name,
      city,
      language,
      zone,
      numberId,
      providerAnswersKeywords: store.keywordReplies === 'provider',
    })
    const place = places[store.key]
    const where = { street: place?.street, postal_code: place?.postalCode, opening_hours: place?.hours }
    return {
      id,
      name,
      city,
      country,
      region,
      time_zone: zone,
      language,
      kind,
      landline,
      created_at,
      ...where,
    }
  })
  await tx.insertInto('stores').values(storeRows).execute()
  const numberRows = stores.map(({ key, phone, keywordReplies, mms, opened }) => {
    const shop = known(shops, key)
    const state = { reconciled_until: now, created_at: new Date(`${opened}T08:00:00Z`) }
    return {
      id: shop.numberId,
      store_id: shop.id,
      channel: 'sms',
      phone,
      keyword_replies: keywordReplies,
      mms,
      ...state,
    }
  })
  await tx.insertInto('store_numbers').values(numberRows).execute()
  const allowed = stores.flatMap(({ key, testNumbers }) =>
    testNumbers.map(phone => ({ store_id: known(shops, key).id, phone })),
  )
  await tx.insertInto('test_numbers').values(allowed).execute()
  const crew = await insertStaff(tx, shops, { chance, logins, emailOf })
  return { shops, crew }
}

async function insertStaff(
  tx: Transaction<DB>,
  shops: ReadonlyMap<string, DemoStore>,
  { chance, logins, emailOf }: Omit<Input, 'now'>,
) {
  const roleRows = Object.entries(defaultRoles).map(([name, granted]) => ({
    name,
    built_in: true,
    permissions: [...granted],
    discount_limit_bp: defaultDiscountLimits[name as keyof typeof defaultRoles],
  }))
  await tx
    .insertInto('roles')
    .values(roleRows)
    .onConflict(conflict => conflict.column('name').doNothing())
    .execute()
  const roles = new Map(
    (await tx.selectFrom('roles').select(['id', 'name']).execute()).map(role => [role.name, role.id]),
  )
  const crew = new Map<string, DemoStaff>()
  const rows = staff.map(one => {
    const created_at = new Date(`${one.since}T07:30:00Z`)
    const id = chance.id(created_at)
    const at = one.stores === 'all' ? [...shops.keys()] : one.stores
    crew.set(one.key, { id, first: one.first, last: one.last, stores: at, active: !one.left })
    return {
      id,
      auth_user_id: known(logins, one.key),
      first_name: one.first,
      last_name: one.last,
      email: emailOf(one.key),
      hue: one.hue,
      role_id: known(roles, one.role),
      language: one.language,
      state: one.left ? 'left' : 'active',
      created_at,
    }
  })
  await tx.insertInto('staff').values(rows).execute()
  const placed = [...crew.values()].flatMap(({ id, stores: at }) =>
    at.map(key => ({ staff_id: id, store_id: known(shops, key).id })),
  )
  await tx.insertInto('staff_stores').values(placed).execute()
  return crew
}

/** @throws Error when the demo's data name something that is not there */
export function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key)
  if (found === undefined) throw new Error(`The demo does not know «${key}».`)
  return found
}
