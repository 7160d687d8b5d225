import { UpsertItem } from '@rapport/contract'
import { z } from 'zod'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { upsertCustomers } from '../customers/index.ts'
import { loadViewer } from '../staff/index.ts'
import { storesByName } from '../stores/index.ts'
import type { Outcome } from './targets.ts'

/** A customer of a file: as the API takes them, with the store by whatever name the file has for it. */
export const CustomerInput = UpsertItem.extend({ store: z.string().max(120).optional() })
type CustomerInput = z.infer<typeof CustomerInput>

/** Takes customers as the API does; a file may have those of any store, whoever imports it. */
export async function takeCustomers(ctx: Ctx, inputs: unknown[]): Promise<Outcome[]> {
  const { named: storeOf } = await storesByName(ctx)
  const items = inputs.map(input => itemOf(CustomerInput.parse(input), name => storeOf(name)?.id))
  const found = items.filter(item => 'item' in item)
  const { results } = await upsertCustomers(await asImporter(ctx), {
    customers: found.map(({ item }) => item),
  })
  const outcomes = new Map(found.map((one, place) => [one, results[place]]))
  return items.map(one => ('item' in one ? (outcomes.get(one) as Outcome) : one))
}

function itemOf(
  { store, ...item }: CustomerInput,
  idOf: (name: string) => string | undefined,
): { item: UpsertItem } | Extract<Outcome, { outcome: 'refused' }> {
  if (store === undefined) return { item }
  const storeId = idOf(store)
  if (storeId === undefined)
    return { outcome: 'refused', code: 'STORE_UNKNOWN', message: `No store is called «${store}».` }
  return { item: { ...item, storeIds: [storeId] } }
}

/** Who began the import, with every store: `import.manage` is for the whole business. */
async function asImporter(ctx: Ctx): Promise<StaffCtx> {
  const viewer =
    ctx.actor.kind === 'staff' && (await loadViewer(ctx.tx, { staffId: ctx.actor.staffId }, ctx.clock.now()))
  if (!viewer) throw new Error('Who began this import is no longer among the staff.')
  const stores = await ctx.tx.selectFrom('stores').select('id').execute()
  return { ...ctx, viewer: { ...viewer, storeIds: stores.map(store => store.id) } }
}
