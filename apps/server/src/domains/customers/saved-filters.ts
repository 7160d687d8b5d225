import { CustomerFilter, type SavedFilter, type StaffSummary } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { mustHave, mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'

type Row = {
  id: string
  name: string
  filter: unknown
  sort: SavedFilter['sort']
  store_id: string | null
  staff_id: string
  owner: StaffSummary
}
const most = 50

/** What is kept is read as what comes in: an old one that this version does not understand has no conditions. */
const filterOf = ({ viewer }: StaffReading, row: Row): SavedFilter => ({
  id: row.id,
  name: row.name,
  filter: CustomerFilter.safeParse(row.filter).data ?? {},
  sort: row.sort,
  sharedWithStoreId: row.store_id,
  owner: row.owner,
  mine: row.staff_id === viewer.staffId,
})

const read = (where: RawBuilder<unknown>) => sql<Row>`
  select f.id, f.name, f.filter, f.sort, f.store_id, f.staff_id,
    json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name, 'hue', s.hue) as owner
  from saved_filters f join staff s on s.id = f.staff_id where ${where}`

/** Mine in my order, then what colleagues share with this store. */
export async function listFilters(
  reading: StaffReading,
  { storeId }: { storeId: string },
): Promise<{ filters: SavedFilter[] }> {
  mustSeeStore(reading.viewer, storeId)
  const me = reading.viewer.staffId
  const { rows } = await sql<Row>`
    (${read(sql`f.staff_id = ${me}`)} order by f.position, f.id)
    union all
    (${read(sql`f.store_id = ${storeId} and f.staff_id <> ${me}`)} order by f.name, f.id limit 100)`.execute(
    reading.tx,
  )
  return { filters: rows.map(row => filterOf(reading, row)) }
}

type Input = {
  filterId: string
  name: string
  filter: CustomerFilter
  sort: SavedFilter['sort']
  sharedWithStoreId: string | null
}

/** Keeps a filter, or changes one of mine. @throws Refusal NOT_PERMITTED to share, NOT_FOUND, TOO_MANY */
export async function saveFilter(ctx: StaffCtx, input: Input): Promise<SavedFilter> {
  const me = ctx.viewer.staffId
  if (input.sharedWithStoreId) {
    mustSeeStore(ctx.viewer, input.sharedWithStoreId)
    mustHave(ctx.viewer, 'filter.share')
  }
  const all = await ctx.tx
    .selectFrom('saved_filters')
    .select(['id', 'position'])
    .where('staff_id', '=', me)
    .orderBy('position')
    .forUpdate()
    .execute()
  if (!all.some(row => row.id === input.filterId) && all.length >= most)
    throw new Refusal('TOO_MANY', 409, 'You have 50 saved filters. Remove one first.')
  const row = {
    name: input.name,
    filter: JSON.stringify(input.filter),
    sort: input.sort,
    store_id: input.sharedWithStoreId,
  }
  const saved = await ctx.tx
    .insertInto('saved_filters')
    .values({
      ...row,
      id: input.filterId,
      staff_id: me,
      position: (all.at(-1)?.position ?? 0) + 1,
      created_at: ctx.clock.now(),
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row).where('saved_filters.staff_id', '=', me))
    .returning('id')
    .executeTakeFirst()
  // Somebody else's has this id.
  if (!saved) throw notFound()
  return readOwn(ctx, input.filterId)
}

/** @throws Refusal NOT_FOUND */
export async function renameFilter(
  ctx: StaffCtx,
  { filterId, name }: { filterId: string; name: string },
): Promise<SavedFilter> {
  await ctx.tx
    .updateTable('saved_filters')
    .set({ name })
    .where('id', '=', filterId)
    .where('staff_id', '=', ctx.viewer.staffId)
    .execute()
  return readOwn(ctx, filterId)
}

/** One of mine; or one shared with a store of mine, by who may share there. @throws Refusal NOT_FOUND, NOT_PERMITTED */
export async function removeFilter(ctx: StaffCtx, { filterId }: { filterId: string }): Promise<void> {
  const row = await ctx.tx
    .selectFrom('saved_filters')
    .select(['staff_id', 'store_id', 'name'])
    .where('id', '=', filterId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.staff_id !== ctx.viewer.staffId) {
    if (!row.store_id || !ctx.viewer.storeIds.includes(row.store_id)) throw notFound()
    mustHave(ctx.viewer, 'filter.share')
    await recordAudit(ctx, 'filter.removed', { subject: row.name, storeId: row.store_id, before: row })
  }
  await ctx.tx.deleteFrom('saved_filters').where('id', '=', filterId).execute()
}

/** My filters in this order; those not named follow. */
export async function reorderFilters(ctx: StaffCtx, { filterIds }: { filterIds: string[] }): Promise<void> {
  const mine = await ctx.tx
    .selectFrom('saved_filters')
    .select('id')
    .where('staff_id', '=', ctx.viewer.staffId)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute()
  const ids = mine.map(row => row.id)
  const order = [...new Set([...filterIds.filter(id => ids.includes(id)), ...ids])]
  for (const [position, id] of order.entries())
    await ctx.tx.updateTable('saved_filters').set({ position }).where('id', '=', id).execute()
}

async function readOwn(ctx: StaffCtx, filterId: string): Promise<SavedFilter> {
  const { rows } = await read(sql`f.id = ${filterId} and f.staff_id = ${ctx.viewer.staffId}`).execute(ctx.tx)
  if (!rows[0]) throw notFound()
  return filterOf(ctx, rows[0])
}
