import type { ApiKey, Permission } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { invalid, notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { findKey } from './queries.ts'
import { newSecret, secretHash } from './secret.ts'

type NewKey = {
  name: string
  permissions: Permission[]
  storeIds: string[] | null
  expiresAt: string | null
}

/**
 * Makes a key, with staff of its own to act as. The secret is answered here, and kept only as a hash (API-3).
 * @throws Refusal BEYOND_YOUR_OWN, INVALID for an expiry that is past
 */
export async function createKey(ctx: StaffCtx, input: NewKey): Promise<{ key: ApiKey; secret: string }> {
  await mustBeOwn(ctx, input)
  mustBeAhead(ctx, input.expiresAt)
  const secret = newSecret()
  const { id: staffId } = await ctx.tx
    .insertInto('staff')
    .values({ kind: 'integration', first_name: input.name, last_name: '', created_at: ctx.clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await ctx.tx
    .insertInto('api_keys')
    .values({
      staff_id: staffId,
      name: input.name,
      secret_hash: secretHash(secret),
      ending: secret.slice(-4),
      permissions: [...new Set(input.permissions)],
      all_stores: input.storeIds === null,
      expires_at: input.expiresAt,
      created_at: ctx.clock.now(),
      created_by: ctx.viewer.staffId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setStores(ctx, id, input.storeIds)
  const key = await mustFind(ctx, id)
  await recordAudit(ctx, 'api_key.created', { subject: input.name, after: accessOf(key) })
  return { key, secret }
}

type Change = {
  keyId: string
  name?: string | undefined
  permissions?: Permission[] | undefined
  storeIds?: string[] | null | undefined
  expiresAt?: string | null | undefined
}

/**
 * Changes what a key may do; holds from its next request on (ACC-4).
 * @throws Refusal NOT_FOUND, also for a revoked one; BEYOND_YOUR_OWN
 */
export async function updateKey(ctx: StaffCtx, input: Change): Promise<ApiKey> {
  const before = await findKey(ctx, input.keyId, true)
  if (!before || before.state === 'revoked') throw notFound()
  // Taking away is always allowed; what is new must be one's own to give.
  const had = new Set(before.permissions)
  const hadStores = new Set(before.storeIds ?? [])
  await mustBeOwn(ctx, {
    permissions: (input.permissions ?? []).filter(one => !had.has(one)),
    storeIds:
      input.storeIds === undefined || before.storeIds === null
        ? []
        : (input.storeIds?.filter(id => !hadStores.has(id)) ?? null),
  })
  if (input.expiresAt !== undefined) mustBeAhead(ctx, input.expiresAt)
  await ctx.tx
    .updateTable('api_keys')
    .set({
      name: input.name ?? before.name,
      permissions: [...new Set(input.permissions ?? before.permissions)],
      all_stores: (input.storeIds === undefined ? before.storeIds : input.storeIds) === null,
      expires_at: input.expiresAt === undefined ? before.expiresAt : input.expiresAt,
    })
    .where('id', '=', input.keyId)
    .execute()
  if (input.storeIds !== undefined) await setStores(ctx, input.keyId, input.storeIds)
  if (input.name)
    await ctx.tx
      .updateTable('staff')
      .set({ first_name: input.name })
      .where('id', '=', await staffOf(ctx, input.keyId))
      .execute()
  const after = await mustFind(ctx, input.keyId)
  await recordAudit(ctx, 'api_key.changed', {
    subject: before.name,
    before: accessOf(before),
    after: accessOf(after),
  })
  await tellAccessChanged(ctx, input.keyId)
  return after
}

/** Revokes a key, at once and for good; once more changes nothing. */
export async function revokeKey(ctx: StaffCtx, input: { keyId: string }): Promise<ApiKey> {
  const before = await findKey(ctx, input.keyId, true)
  if (!before) throw notFound()
  if (before.state === 'revoked') return before
  await ctx.tx
    .updateTable('api_keys')
    .set({ revoked_at: ctx.clock.now(), revoked_by: ctx.viewer.staffId })
    .where('id', '=', input.keyId)
    .execute()
  await recordAudit(ctx, 'api_key.revoked', { subject: before.name, before: accessOf(before) })
  await tellAccessChanged(ctx, input.keyId)
  return mustFind(ctx, input.keyId)
}

/** Nobody makes a key that may more than they do, or they would be more through it. */
async function mustBeOwn(
  ctx: StaffCtx,
  wanted: { permissions: Permission[]; storeIds: string[] | null },
): Promise<void> {
  const { viewer } = ctx
  const stores =
    wanted.storeIds ?? (await ctx.tx.selectFrom('stores').select('id').execute()).map(store => store.id)
  const own =
    wanted.permissions.every(one => viewer.permissions.has(one)) &&
    stores.every(id => viewer.storeIds.includes(id))
  if (!own)
    throw new Refusal(
      'BEYOND_YOUR_OWN',
      403,
      'A key can be given only permissions and stores that you have yourself.',
    )
}

function mustBeAhead(ctx: StaffCtx, expiresAt: string | null) {
  if (expiresAt !== null && new Date(expiresAt) <= ctx.clock.now())
    throw invalid('The key would have expired already. Choose a later time, or revoke it.')
}

async function setStores(ctx: StaffCtx, keyId: string, storeIds: string[] | null): Promise<void> {
  await ctx.tx.deleteFrom('api_key_stores').where('key_id', '=', keyId).execute()
  const unique = [...new Set(storeIds ?? [])]
  if (unique.length === 0) return
  const known = await ctx.tx.selectFrom('stores').select('id').where('id', 'in', unique).execute()
  if (known.length < unique.length) throw invalid('One of these stores does not exist. Choose among yours.')
  await ctx.tx
    .insertInto('api_key_stores')
    .values(unique.map(store_id => ({ key_id: keyId, store_id })))
    .execute()
}

const accessOf = (key: ApiKey) => ({
  name: key.name,
  permissions: key.permissions,
  storeIds: key.storeIds,
  expiresAt: key.expiresAt,
})

const staffOf = async (ctx: StaffCtx, keyId: string) =>
  (await ctx.tx.selectFrom('api_keys').select('staff_id').where('id', '=', keyId).executeTakeFirstOrThrow())
    .staff_id

const tellAccessChanged = async (ctx: StaffCtx, keyId: string) =>
  publish(ctx, 'staff.access_changed', { staffId: await staffOf(ctx, keyId) }, {})

async function mustFind(ctx: StaffCtx, keyId: string): Promise<ApiKey> {
  const key = await findKey(ctx, keyId)
  if (!key) throw new Error('The key that was just written is gone.')
  return key
}
