import type { Language } from '@rapport/contract'
import { createLogin, seedRoles } from '../src/domains/staff/index.ts'
import { seedTemplates } from '../src/domains/templates/index.ts'
import type { Ctx } from '../src/platform/context.ts'
import type { Server } from '../src/server.ts'

export const password = 'correct horse battery'
export const numbers = {
  berlin: '+493023125001',
  paris: '+33639980101',
  newYork: '+12125550142',
  sandbox: '+493023125009',
}
export const phones = {
  priya: '+4917139200482',
  jonas: '+4916039200771',
  camille: '+33639980777',
  stranger: '+4917139200999',
}

/** The business, its stores with their numbers, and three customers who agreed to nothing yet. */
export async function seedCast(ctx: Ctx) {
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('business')
    .values({ name: 'Maison Alder', language: 'en', created_at: now })
    .execute()
  await seedTemplates(ctx)
  const store = async (
    name: string,
    country: string,
    timeZone: string,
    language: Language,
    kind = 'production',
  ) => {
    const { id } = await ctx.tx
      .insertInto('stores')
      .values({
        name,
        city: name,
        country,
        time_zone: timeZone,
        language,
        kind,
        landline: '+493023125777',
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const stores = {
    berlin: await store('Berlin Mitte', 'DE', 'Europe/Berlin', 'en'),
    paris: await store('Paris Marais', 'FR', 'Europe/Paris', 'fr'),
    newYork: await store('New York', 'US', 'America/New_York', 'en'),
    sandbox: await store('Berlin sandbox', 'DE', 'Europe/Berlin', 'de', 'sandbox'),
  }
  for (const [name, phone] of Object.entries(numbers)) {
    await ctx.tx
      .insertInto('store_numbers')
      .values({
        store_id: stores[name as keyof typeof stores],
        channel: 'sms',
        phone,
        keyword_replies: name === 'newYork' ? 'provider' : 'rapport',
        created_at: now,
      })
      .execute()
  }
  const customer = async (
    first: string,
    last: string,
    phone: string,
    language: Language,
    storeId: string,
  ) => {
    const { id } = await ctx.tx
      .insertInto('customers')
      .values({ first_name: first, last_name: last, language, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const point = await ctx.tx
      .insertInto('contact_points')
      .values({ customer_id: id, kind: 'phone', value: phone, entered: phone, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.tx
      .insertInto('customer_stores')
      .values({ store_id: storeId, customer_id: id, since: now })
      .execute()
    return { id, contactPointId: point.id, phone }
  }
  const customers = {
    priya: await customer('Priya', 'Raman', phones.priya, 'en', stores.berlin),
    jonas: await customer('Jonas', 'Weber', phones.jonas, 'de', stores.berlin),
    camille: await customer('Camille', 'Roux', phones.camille, 'fr', stores.paris),
  }
  return { stores, customers, roles: await seedRoles(ctx) }
}

/** Staff with a sign-in each: the first name at alder.example. */
export async function seedStaff(
  server: Server,
  stores: Record<'berlin' | 'paris' | 'newYork' | 'sandbox', string>,
) {
  const member = async (first: string, role: string, storeIds: string[]) => {
    if (!server.signIn) throw new Error('The world needs its HTTP side.')
    const email = `${first.toLowerCase()}@alder.example`
    const authUserId = await createLogin(server.signIn, { email, name: first, password })
    const { id: roleId } = await server.db
      .selectFrom('roles')
      .select('id')
      .where('name', '=', role)
      .executeTakeFirstOrThrow()
    const { id } = await server.db
      .insertInto('staff')
      .values({
        auth_user_id: authUserId,
        first_name: first,
        last_name: 'Test',
        email,
        role_id: roleId,
        created_at: server.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await server.db
      .insertInto('staff_stores')
      .values(storeIds.map(store_id => ({ staff_id: id, store_id })))
      .execute()
    return id
  }
  return {
    maya: await member('Maya', 'associate', [stores.berlin, stores.sandbox, stores.newYork]),
    theo: await member('Theo', 'associate', [stores.berlin]),
    vera: await member('Vera', 'manager', [stores.berlin]),
    sena: await member('Sena', 'associate', [stores.paris]),
    alma: await member('Alma', 'admin', Object.values(stores)),
  }
}
