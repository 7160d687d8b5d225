import { mergeFields as fieldNames, type Merge, type MergeChoice, type MergeField } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { lockConsent } from '../consent/index.ts'
import { refreshFigures } from '../orders/index.ts'
import { mergeAddresses } from './merge-addresses.ts'
import { settleAmbiguous } from './merge-ambiguous.ts'
import { mergeCandidates } from './merge-candidates.ts'
import { mergeCarts } from './merge-carts.ts'
import { mergeConsent } from './merge-consent.ts'
import { mergeFields } from './merge-fields.ts'
import { type MergeLog, moveRows } from './merge-log.ts'
import { moves } from './merge-moves.ts'
import { proposed, readPair } from './merge-preview.ts'
import { mergeStores } from './merge-stores.ts'
import { mergeTalk } from './merge-talk.ts'
import { findMerge } from './merges.ts'

const undoDays = 30

type Input = {
  survivorId: string
  absorbedId: string
  survivorVersion: number
  absorbedVersion: number
  fields: Partial<Record<MergeField, MergeChoice>>
}

/**
 * Makes two customers one (CUS-7): fields as chosen, everything else moved, the strictest consent, every row written down
 * so that it can be undone for 30 days.
 * @throws Refusal NOT_FOUND, CANNOT_MERGE, VERSION_CHANGED when it is not what was previewed any more
 */
export async function mergeCustomers(ctx: StaffCtx, input: Input): Promise<Merge> {
  await holdBoth(ctx, input)
  const pair = await readPair(ctx, input)
  if (pair[0].version !== input.survivorVersion || pair[1].version !== input.absorbedVersion)
    throw new Refusal(
      'VERSION_CHANGED',
      412,
      'One of the two was changed meanwhile. Look at both again, then merge.',
    )
  const now = ctx.clock.now()
  const { id: mergeId } = await ctx.tx
    .insertInto('merges')
    .values({
      survivor_id: input.survivorId,
      absorbed_id: input.absorbedId,
      at: now,
      by_staff_id: ctx.viewer.staffId,
      undo_until: new Date(now.getTime() + undoDays * 24 * 60 * 60_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const log: MergeLog = { mergeId, survivorId: input.survivorId, absorbedId: input.absorbedId }
  const choices = Object.fromEntries(
    fieldNames.map(field => [field, input.fields[field] ?? proposed(field, pair)]),
  ) as Record<MergeField, MergeChoice>
  await mergeCarts(ctx, log)
  await mergeConsent(ctx, log)
  await mergeTalk(ctx, log)
  await mergeStores(ctx, log)
  for (const move of moves) await moveRows(ctx, log, move)
  await settleAmbiguous(ctx, log)
  await mergeAddresses(ctx, log)
  await mergeFields(ctx, log, choices)
  await mergeCandidates(ctx, log)
  await refreshFigures(ctx, [input.survivorId, input.absorbedId])
  await tellMerged(ctx, log)
  await recordAudit(ctx, 'customer.merged', {
    subject: input.survivorId,
    after: { mergeId, absorbedId: input.absorbedId, fields: choices },
  })
  return findMerge(ctx, mergeId)
}

/** Consent first, then conversations, carts, and the two: the order in which everyone takes them. */
export async function holdBoth(
  ctx: Ctx,
  { survivorId, absorbedId }: Omit<MergeLog, 'mergeId'>,
): Promise<void> {
  const both = [survivorId, absorbedId]
  const points = await ctx.tx
    .selectFrom('contact_points')
    .select('id')
    .where('customer_id', 'in', both)
    .orderBy('id')
    .execute()
  for (const point of points) await lockConsent(ctx, point.id)
  await sql`select from conversations where customer_id = any(${both}::uuid[]) order by id for update`.execute(
    ctx.tx,
  )
  await sql`select from carts where customer_id = any(${both}::uuid[]) and state in ('open', 'saved') order by id for update`.execute(
    ctx.tx,
  )
  await sql`select from customers where id = any(${both}::uuid[]) order by id for update`.execute(ctx.tx)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from contact_points where customer_id = any(${both}::uuid[])`.execute(ctx.tx)
  // Someone added an address meanwhile: what holds its consent is not ours.
  if (rows[0]?.n !== points.length)
    throw new Refusal(
      'VERSION_CHANGED',
      412,
      'One of the two was changed meanwhile. Look at both again, then merge.',
    )
}

/** Every store that knows them, and every open conversation, looks again. */
export async function tellMerged(
  ctx: Ctx,
  { survivorId, absorbedId }: Omit<MergeLog, 'mergeId'>,
): Promise<void> {
  const both = [survivorId, absorbedId]
  const stores = await ctx.tx
    .selectFrom('customer_stores')
    .select('store_id')
    .distinct()
    .where('customer_id', 'in', both)
    .orderBy('store_id')
    .execute()
  for (const { store_id } of stores)
    for (const customerId of both)
      await publish(ctx, 'customer.changed', { storeId: store_id, customerId }, { what: 'updated' })
  const talks = await ctx.tx
    .selectFrom('conversations')
    .select(['id', 'store_id', 'customer_id', 'last_sequence'])
    .where('customer_id', 'in', both)
    .orderBy('id')
    .execute()
  for (const talk of talks)
    await publish(
      ctx,
      'conversation.changed',
      { storeId: talk.store_id, conversationId: talk.id, customerId: talk.customer_id },
      { sequence: talk.last_sequence, what: 'line' },
    )
}
