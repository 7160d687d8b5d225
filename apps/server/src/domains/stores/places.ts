import type { StorePlace } from '@rapport/contract'
import { mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'

/** Where the viewer's stores are, by name. */
export async function readStorePlaces(reading: StaffReading): Promise<StorePlace[]> {
  const rows = await reading.tx
    .selectFrom('stores')
    .select(['id', 'name', 'street', 'postal_code', 'city', 'region', 'country', 'opening_hours'])
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...reading.viewer.storeIds]))))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    storeId: row.id,
    name: row.name,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    region: row.region,
    country: row.country,
    openingHours: row.opening_hours,
  }))
}

type Change = Pick<StorePlace, 'storeId' | 'street' | 'postalCode' | 'city' | 'region' | 'openingHours'>

/** Says where a store is, for who comes to fetch something; its region decides which tax holds there. */
export async function saveStorePlace(ctx: StaffCtx, input: Change): Promise<StorePlace> {
  mustSeeStore(ctx.viewer, input.storeId)
  await ctx.tx.selectFrom('stores').select('id').where('id', '=', input.storeId).forNoKeyUpdate().execute()
  const before = await placeOfStore(ctx, input.storeId)
  await ctx.tx
    .updateTable('stores')
    .set({
      street: input.street,
      postal_code: input.postalCode,
      city: input.city,
      region: input.region,
      opening_hours: input.openingHours,
    })
    .where('id', '=', input.storeId)
    .execute()
  const after = await placeOfStore(ctx, input.storeId)
  await recordAudit(ctx, 'store.place_changed', {
    subject: after.name,
    storeId: after.storeId,
    before,
    after,
  })
  await publish(ctx, 'settings.changed', {}, { what: 'stores' })
  return after
}

async function placeOfStore(reading: StaffReading, storeId: string): Promise<StorePlace> {
  const place = (await readStorePlaces(reading)).find(one => one.storeId === storeId)
  if (!place) throw notFound()
  return place
}
