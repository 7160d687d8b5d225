import type { UpsertItem, UpsertResult } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { sqlState } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { lockContacts } from './contact-lock.ts'
import { giveContactPoint } from './contact-points.ts'
import { insertCustomer } from './create.ts'
import { lockCustomers, storeOfMine, tellStores } from './known.ts'
import {
  knownTo,
  ownersOf,
  type Prepared,
  prepare,
  type RefusedCode,
  refused,
  type Store,
  storesOf,
} from './upsert-keys.ts'
import { addWishes, goodsOf, type Wish } from './upsert-wishes.ts'
import { externalIdTaken, type ProfileChange, writeProfile } from './write-profile.ts'

/** Creates or changes many customers; each has its own result, and one that is refused leaves the others alone. */
export async function upsertCustomers(
  ctx: StaffCtx,
  { customers }: { customers: UpsertItem[] },
): Promise<{ results: UpsertResult[] }> {
  const stores = await storesOf(ctx)
  const prepared = customers.map(item => prepare(item, stores))
  // All at once and in one order, so that two calls with the same people wait for each other instead of failing.
  await lockContacts(
    ctx,
    prepared.flatMap(one => ('keys' in one ? one.keys : [])),
  )
  const known = await knownTo(ctx, prepared)
  await lockCustomers(ctx, known)
  const results: UpsertResult[] = []
  for (const one of prepared) results.push('keys' in one ? await apart(ctx, () => upsertOne(ctx, one)) : one)
  return { results }
}

/** As `upsertCustomers`, for one. */
export async function upsertCustomer(ctx: StaffCtx, item: UpsertItem): Promise<UpsertResult> {
  const { results } = await upsertCustomers(ctx, { customers: [item] })
  return results[0] as UpsertResult
}

/** Refusals of one item, and what the database would not have, undo that item and nothing else. */
async function apart(ctx: StaffCtx, work: () => Promise<UpsertResult>): Promise<UpsertResult> {
  await sql`savepoint item`.execute(ctx.tx)
  try {
    const result = await work()
    await sql`release savepoint item`.execute(ctx.tx)
    return result
  } catch (error) {
    if (!(error instanceof Refusal) && sqlState(error) !== '23505') throw error
    await sql`rollback to savepoint item`.execute(ctx.tx)
    if (!(error instanceof Refusal))
      return refused(
        'CONTACT_TAKEN',
        'Someone else took this phone, email or external id at the same moment.',
      )
    const { customerId } = (error.data ?? {}) as { customerId?: string | null }
    return refused(codeOf(error.code), error.message, customerId ? [customerId] : [])
  }
}

const codes: readonly string[] = [
  'CONTACT_TAKEN',
  'EXTERNAL_ID_TAKEN',
  'PHONE_INVALID',
  'ATTRIBUTE_INVALID',
  'VERSION_CHANGED',
  'UNKNOWN_PRODUCT',
]
const codeOf = (code: string) => (codes.includes(code) ? code : 'INVALID') as RefusedCode

async function upsertOne(ctx: StaffCtx, one: Prepared): Promise<UpsertResult> {
  const { item, points, stores } = one
  const owners = await ownersOf(ctx, [one])
  const by = (kind: string) => [
    ...new Set(owners.filter(row => row.kind === kind).map(row => row.customer_id)),
  ]
  // The business's own id outweighs an address, which may be shared or old; two addresses of two people decide nothing.
  const [named] = by('id')
  // Who has this very number outweighs who has it on the other channel.
  const reached = ['phone', 'email', 'whatsapp'].flatMap(by)
  const candidates = named ? [named] : [...new Set(reached.length > 0 ? reached : by('alike'))]
  if (candidates.length > 1)
    return refused(
      'AMBIGUOUS',
      'The phones and emails belong to different customers. Merge them, or name one by external id.',
      candidates,
    )
  const wishes = await goodsOf(ctx, item)
  const [customerId] = candidates
  if (!customerId) return created(ctx, one, wishes)
  if (stores.length === 0 && !(await storeOfMine(ctx, customerId)))
    return refused(
      'NO_STORE',
      'Another store knows this customer. Name those of yours that do, too: storeIds.',
    )
  const { version: before, external_id } = await ctx.tx
    .selectFrom('customers')
    .select(['version', 'external_id'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  if (item.version !== undefined && item.version !== before)
    return refused('VERSION_CHANGED', `This customer has version ${before} by now. Read it again.`, [
      customerId,
    ])
  const another = item.externalId && external_id && external_id !== item.externalId
  if (another && !named) throw externalIdTaken(customerId)
  // One of several ids that mean them: of whom they were merged with, or of a source of orders.
  const { externalId, ...rest } = profileOf(item)
  const changed = await writeProfile(
    ctx,
    customerId,
    another || externalId === undefined ? rest : { ...rest, externalId },
  )
  let added = false
  for (const point of points) added = (await giveContactPoint(ctx, customerId, point)) || added
  const linked = await linkStores(ctx, customerId, stores)
  const wished = await addWishes(ctx, customerId, stores[0]?.id ?? null, wishes)
  if (changed.length === 0 && !added && !linked && !wished)
    return { outcome: 'unchanged', customerId, version: before }
  const { version } = await ctx.tx
    .updateTable('customers')
    .set({ version: before + 1, updated_at: ctx.clock.now() })
    .where('id', '=', customerId)
    .returning('version')
    .executeTakeFirstOrThrow()
  const fields = [
    ...changed,
    ...(added ? ['contactPoints'] : []),
    ...(linked ? ['storeIds'] : []),
    ...(wished ? ['wishes'] : []),
  ]
  await recordAudit(ctx, 'customer.changed', { subject: customerId, after: { fields } })
  await tellStores(ctx, customerId, 'updated')
  return { outcome: 'updated', customerId, version }
}

async function created(
  ctx: StaffCtx,
  { item, points, stores }: Prepared,
  wishes: Wish[],
): Promise<UpsertResult> {
  const [store] = stores
  if (!store) return refused('NO_STORE', 'Nobody knows this customer yet. Name the stores that do: storeIds.')
  if (!item.firstName && !item.lastName) return refused('INVALID', 'A new customer needs a name.')
  const customerId = await insertCustomer(
    ctx,
    {
      ...profileOf(item),
      firstName: item.firstName ?? '',
      lastName: item.lastName ?? '',
      language: item.language ?? (store.language as ProfileChange['language'] & string),
    },
    points,
    { country: store.country, assignedTo: null, storeIds: [...new Set(stores.map(one => one.id))] },
  )
  await addWishes(ctx, customerId, store.id, wishes)
  return { outcome: 'created', customerId, version: 1 }
}

function profileOf(item: UpsertItem): ProfileChange {
  const { phones: _p, emails: _e, whatsappIds: _w, storeIds: _s, wishes: _i, version: _v, ...profile } = item
  return profile
}

async function linkStores(ctx: StaffCtx, customerId: string, stores: readonly Store[]): Promise<boolean> {
  if (stores.length === 0) return false
  const rows = await ctx.tx
    .insertInto('customer_stores')
    .values(stores.map(store => ({ store_id: store.id, customer_id: customerId, since: ctx.clock.now() })))
    .onConflict(conflict => conflict.doNothing())
    .returning('store_id')
    .execute()
  return rows.length > 0
}
